"""One laptop's cloud for all tests that walk the road, and a shell that knows a real account."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.cloud import Cloud
from tests.e2e.laptop import Laptop

SERVICES = ["dynamodb", "sqs", "events", "s3", "ssm", "sesv2", "lambda", "cloudformation", "sts"]


@pytest.fixture(scope="session")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """The shared cloud: each test brings readers of its own, and clears the queue it fills."""
    state = tmp_path_factory.mktemp("laptop") / "cloud.json"
    with Cloud() as cloud:
        cloud.describe(state)
        yield Laptop(cloud, state)


@pytest.fixture(scope="module")
def settled(laptop: Laptop) -> None:
    """Nothing that earlier tests did is on its way any more: what is kept changes by us alone."""
    laptop.quiet()


@pytest.fixture
def trap() -> Iterator[socket.socket]:
    """Stands for the real AWS: nobody may even connect to it."""
    with socket.create_server(("127.0.0.1", 0)) as trap:
        yield trap
        trap.setblocking(False)  # noqa: FBT003 - the name of the setting is the method's
        with pytest.raises(BlockingIOError):
            trap.accept()


@pytest.fixture
def shell_of_a_real_account(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, trap: socket.socket
) -> str:
    """Every way in which a shell can name an account, all leading to the trap."""
    url = f"http://127.0.0.1:{trap.getsockname()[1]}"
    home = tmp_path / "home"
    (home / ".aws").mkdir(parents=True)
    config = (
        f"[profile production]\nregion = eu-central-1\nendpoint_url = {url}\n"
        "aws_access_key_id = AKIAREALACCOUNT\naws_secret_access_key = real\n"
        "use_fips_endpoint = true\n"
    )
    (home / ".aws/config").write_text(config + config.replace("profile production", "default"))
    (home / ".aws/credentials").write_text(
        "[production]\naws_access_key_id = AKIAREALACCOUNT\naws_secret_access_key = real\n"
    )
    shell = {
        "HOME": str(home),
        "AWS_PROFILE": "production",
        "AWS_CONFIG_FILE": str(home / ".aws/config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(home / ".aws/credentials"),
        "AWS_ACCESS_KEY_ID": "AKIAREALACCOUNT",
        "AWS_SECRET_ACCESS_KEY": "real",
        "AWS_SESSION_TOKEN": "real",
        "AWS_REGION": "eu-central-1",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_USE_FIPS_ENDPOINT": "true",
        "AWS_USE_DUALSTACK_ENDPOINT": "true",
        "AWS_ENDPOINT_URL": url,
        **{f"AWS_ENDPOINT_URL_{name.upper()}": url for name in SERVICES},
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": url,
        "AWS_EC2_METADATA_SERVICE_ENDPOINT": url,
        "HTTP_PROXY": url,
        "http_proxy": url,
        "HTTPS_PROXY": url,
        "https_proxy": url,
        "ALL_PROXY": url,
    }
    for name, value in shell.items():
        monkeypatch.setenv(name, value)
    return url


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The writer's folder, where no configuration is, and no account in the shell."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("AWS_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("DEARREADER_LOCAL", str(tmp_path / "nowhere.json"))
    return tmp_path


@pytest.fixture
def here(laptop: Laptop, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """The laptop's cloud, where `dearreader --local` finds it."""
    monkeypatch.setenv("DEARREADER_LOCAL", str(laptop.state))
    return laptop
