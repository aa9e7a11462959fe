"""The calls about the account, its identities and its configuration sets."""

from collections.abc import Mapping
from typing import Any

from local.ses.account import Account, ConfigurationSet, Identity
from local.ses.model import SesError
from local.ses.paging import page_of


class AccountCalls:
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
        page, rest = page_of(names, call)
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
        page, rest = page_of(sorted(self._account.configuration_sets or {}), call)
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
