"""`dearreader post preview`: see a post as its readers will, while it is being written."""

import time
from pathlib import Path

import click

from cli.connection import Place
from dearreader.errors import BadInput


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="A port; any unless given.")
@click.option("--browser/--no-browser", default=True, help="Open it in the browser (the default).")
@click.pass_obj
def preview(place: Place, file: Path, *, port: int, browser: bool) -> None:
    """Show a post as letter and page, again at each save.

    Ctrl-C ends it. Only this machine can see it; nothing is stored, and nobody is mailed.
    """
    import webbrowser  # noqa: PLC0415

    # mistune, PyYAML and Pillow, which other commands do without
    from cli.manuscripts import publication_of  # noqa: PLC0415
    from cli.preview.server import PreviewServer  # noqa: PLC0415

    server = PreviewServer(file, publication_of(place), port)
    try:
        server.start()
    except OSError as error:
        raise BadInput(
            f"Port {port} is taken: leave --port out, and any free one is used."
        ) from error
    click.echo(f"{file}: {server.url}\nIt shows every save. Ctrl-C ends it.")
    if browser:
        webbrowser.open(server.url)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        click.echo()
    finally:
        server.stop()
