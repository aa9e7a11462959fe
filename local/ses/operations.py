"""The calls that do not send: account, identities, suppression, templates, configuration sets."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from local.ses.account import Account, ConfigurationSet, Identity, Suppressed
from local.ses.model import SesError
from local.ses.sending import content_of
from local.ses.templates import RenderingFailure, template_data

PAGE = 100


class Operations:
    """Each public method is the SES operation of that name in snake case."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def get_account(self, _call: Mapping[str, Any]) -> dict[str, Any]:
        """GetAccount."""
        account = self._account
        return {
            "DedicatedIpAutoWarmupEnabled": False,
            "EnforcementStatus": account.enforcement,
            "ProductionAccessEnabled": not account.sandbox,
            "SendQuota": account.quota(),
            "SendingEnabled": account.sending_enabled,
            "SuppressionAttributes": {"SuppressedReasons": list(account.suppressed_reasons)},
        }

    def put_account_sending_attributes(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """PutAccountSendingAttributes."""
        self._account.sending_enabled = bool(call.get("SendingEnabled", False))
        return {}

    def put_account_suppression_attributes(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """PutAccountSuppressionAttributes."""
        self._account.suppressed_reasons = tuple(call.get("SuppressedReasons", ()))
        return {}

    def get_email_identity(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """GetEmailIdentity."""
        name = call["EmailIdentity"]
        identity = self._identity(name)
        status = "SUCCESS" if identity.verified else "PENDING"
        answer = {
            "IdentityType": _kind(name),
            "FeedbackForwardingStatus": True,
            "VerifiedForSendingStatus": identity.verified,
            "DkimAttributes": _dkim(name, verified=identity.verified),
            "Policies": {},
            "Tags": [],
            "VerificationStatus": status,
        }
        if identity.configuration_set:
            answer["ConfigurationSetName"] = identity.configuration_set
        return answer

    def create_email_identity(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """CreateEmailIdentity. On the laptop it stays pending until `LocalSes.verify`."""
        name = call["EmailIdentity"].lower()
        if self._account.identities is None:
            self._account.identities = {}
        if name in self._account.identities:
            raise SesError("AlreadyExistsException", f"Email identity {name} already exist.")
        self._account.identities[name] = Identity(
            name, verified=False, configuration_set=call.get("ConfigurationSetName", "")
        )
        return {
            "IdentityType": _kind(name),
            "VerifiedForSendingStatus": False,
            "DkimAttributes": _dkim(name, verified=False),
        }

    def delete_email_identity(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """DeleteEmailIdentity."""
        self._identity(call["EmailIdentity"])
        if self._account.identities is not None:
            self._account.identities.pop(call["EmailIdentity"].lower(), None)
        return {}

    def list_email_identities(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """ListEmailIdentities."""
        names = sorted(self._account.identities or {})
        page, rest = _page(names, call)
        listed = [
            {
                "IdentityType": _kind(name),
                "IdentityName": name,
                "SendingEnabled": self._identity(name).verified,
                "VerificationStatus": "SUCCESS" if self._identity(name).verified else "PENDING",
            }
            for name in page
        ]
        return {"EmailIdentities": listed, **rest}

    def put_suppressed_destination(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """PutSuppressedDestination."""
        address = call["EmailAddress"].lower()
        self._account.suppression[address] = Suppressed(
            address=address, reason=call["Reason"], at=self._account.clock()
        )
        return {}

    def get_suppressed_destination(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """GetSuppressedDestination."""
        return {"SuppressedDestination": _suppressed(self._suppressed(call))}

    def delete_suppressed_destination(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """DeleteSuppressedDestination."""
        del self._account.suppression[self._suppressed(call).address]
        return {}

    def list_suppressed_destinations(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """ListSuppressedDestinations."""
        reasons = call.get("Reasons")
        found = [
            each
            for each in self._account.suppression.values()
            if not reasons or each.reason in reasons
        ]
        page, rest = _page(found, call)
        return {"SuppressedDestinationSummaries": [_suppressed(each) for each in page], **rest}

    def create_email_template(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """CreateEmailTemplate."""
        name = call["TemplateName"]
        if name in self._account.templates:
            raise SesError("AlreadyExistsException", f"Template {name} already exists.")
        self._put_template(call)
        return {}

    def update_email_template(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """UpdateEmailTemplate."""
        self._account.template(call["TemplateName"])
        self._put_template(call)
        return {}

    def get_email_template(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """GetEmailTemplate."""
        content = self._account.template(call["TemplateName"])
        parts = {"Subject": content.subject, "Text": content.text, "Html": content.html}
        return {
            "TemplateName": call["TemplateName"],
            "TemplateContent": {name: part for name, part in parts.items() if part},
        }

    def delete_email_template(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """DeleteEmailTemplate."""
        self._account.template(call["TemplateName"])
        del self._account.templates[call["TemplateName"]]
        return {}

    def list_email_templates(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """ListEmailTemplates."""
        page, rest = _page(sorted(self._account.templates), call)
        listed = [
            {"TemplateName": name, "CreatedTimestamp": self._account.templates[name][1]}
            for name in page
        ]
        return {"TemplatesMetadata": listed, **rest}

    def test_render_email_template(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """TestRenderEmailTemplate."""
        content = self._account.template(call["TemplateName"])
        try:
            filled = content.rendered(template_data(call["TemplateData"]))
        except (RenderingFailure, ValueError) as error:
            raise SesError("BadRequestException", str(error)) from None
        return {
            "RenderedTemplate": f"Subject: {filled.subject}\r\n\r\n{filled.text}\r\n{filled.html}"
        }

    def create_configuration_set(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """CreateConfigurationSet."""
        name = call["ConfigurationSetName"]
        if self._account.configuration_sets is None:
            self._account.configuration_sets = {}
        if name in self._account.configuration_sets:
            raise SesError("AlreadyExistsException", f"Configuration set <{name}> already exists.")
        self._account.configuration_sets[name] = ConfigurationSet(name)
        return {}

    def get_configuration_set(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """GetConfigurationSet."""
        found = self._account.configuration_set(call["ConfigurationSetName"])
        return {
            "ConfigurationSetName": found.name,
            "DeliveryOptions": {"TlsPolicy": "OPTIONAL"},
            "ReputationOptions": {"ReputationMetricsEnabled": False},
            "SendingOptions": {"SendingEnabled": found.sending_enabled},
            "SuppressionOptions": {
                "SuppressedReasons": list(self._account.suppressed_reasons),
            },
            "Tags": [],
        }

    def put_configuration_set_sending_options(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """PutConfigurationSetSendingOptions."""
        found = self._account.configuration_set(call["ConfigurationSetName"])
        found.sending_enabled = bool(call.get("SendingEnabled", False))
        return {}

    def delete_configuration_set(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """DeleteConfigurationSet."""
        found = self._account.configuration_set(call["ConfigurationSetName"])
        if self._account.configuration_sets is not None:
            del self._account.configuration_sets[found.name]
        return {}

    def list_configuration_sets(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """ListConfigurationSets."""
        page, rest = _page(sorted(self._account.configuration_sets or {}), call)
        return {"ConfigurationSets": page, **rest}

    def get_configuration_set_event_destinations(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """GetConfigurationSetEventDestinations: the default bus, for every event."""
        self._account.configuration_set(call["ConfigurationSetName"])
        kinds = ("SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "RENDERING_FAILURE")
        return {
            "EventDestinations": [
                {
                    "Name": "events",
                    "Enabled": True,
                    "MatchingEventTypes": [*kinds, "DELIVERY_DELAY"],
                    "EventBridgeDestination": {
                        "EventBusArn": "arn:aws:events:us-east-1:000000000000:event-bus/default"
                    },
                }
            ]
        }

    def _identity(self, name: str) -> Identity:
        if self._account.identities is None:
            return Identity(name, verified=True)
        found = self._account.identities.get(name.lower())
        if found is None:
            raise SesError("NotFoundException", f"Email identity {name} does not exist.")
        return found

    def _suppressed(self, call: Mapping[str, Any]) -> Suppressed:
        found = self._account.suppression.get(call["EmailAddress"].lower())
        if found is None:
            raise SesError(
                "NotFoundException", "Email address does not exist on your suppression list."
            )
        return found

    def _put_template(self, call: Mapping[str, Any]) -> None:
        content = content_of(call["TemplateContent"], call["TemplateName"])
        self._account.templates[call["TemplateName"]] = (content, self._account.clock())


def operation_of(operations: object, name: str) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """The method for an operation such as ``GetAccount``; raises `SesError` where there is none."""
    snake = "".join(f"_{each.lower()}" if each.isupper() else each for each in name).lstrip("_")
    method = getattr(operations, snake, None)
    if method is None:
        raise SesError("UnknownOperationException", f"The local SES does not do {name}.", 501)
    found: Callable[[Mapping[str, Any]], dict[str, Any]] = method
    return found


def _kind(name: str) -> str:
    return "EMAIL_ADDRESS" if "@" in name else "DOMAIN"


def _dkim(name: str, *, verified: bool) -> dict[str, Any]:
    tokens = [f"{each}{abs(hash(name)):x}"[:32] for each in ("one", "two", "three")]
    return {
        "SigningEnabled": True,
        "Status": "SUCCESS" if verified else "PENDING",
        "Tokens": [] if "@" in name else tokens,
        "SigningAttributesOrigin": "AWS_SES",
        "NextSigningKeyLength": "RSA_2048_BIT",
        "CurrentSigningKeyLength": "RSA_2048_BIT",
    }


def _suppressed(found: Suppressed) -> dict[str, Any]:
    return {
        "EmailAddress": found.address,
        "Reason": found.reason,
        "LastUpdateTime": found.at,
    }


def _page(found: list[Any], call: Mapping[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """A page of what was found, and NextToken where there is more."""
    try:
        start = int(json.loads(call.get("NextToken") or "0"))
    except ValueError:
        raise SesError("BadRequestException", "The NextToken is not one of ours.") from None
    size = int(call.get("PageSize") or PAGE)
    rest = {"NextToken": str(start + size)} if start + size < len(found) else {}
    return found[start : start + size], rest
