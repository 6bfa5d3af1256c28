"""Execute notebooks and save them with their outputs, or leave them as they were. `lab run` starts this in its venv."""

import argparse
import asyncio
import contextlib
import copy
import hashlib
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import publish

FIGURE = "application/vnd.plotly.v1+json"
KERNEL = {"display_name": "Java", "language": "java", "name": "java"}
# Of what a kernel says of itself, all but the version: the same notebook on another JDK is the same file.
LANGUAGE_KEYS = ("name", "file_extension", "mimetype", "codemirror_mode", "pygments_lexer")
LARGEST = 3e6


class NotebookError(Exception):
    """A notebook that cannot be saved with the outputs it got."""


def read(path):
    """A notebook of format 4.5, whose cells keep their ids or get some that depend on their place and source alone."""
    import nbformat
    from nbformat.v4.rwbase import rejoin_lines

    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as bad:
        raise NotebookError(f"it is not JSON: {bad}") from None
    cells = raw.get("cells") if isinstance(raw, dict) and raw.get("nbformat") == 4 else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise NotebookError("it is not a notebook of format 4: open and save it in JupyterLab")
    identify(cells)
    raw["nbformat_minor"] = max(raw.get("nbformat_minor", 0), 5)
    try:
        notebook = nbformat.from_dict(raw)
        nbformat.validate(notebook)
    except nbformat.ValidationError as bad:
        raise NotebookError(f"it is not a valid notebook: {str(bad).splitlines()[0]}") from None
    return rejoin_lines(notebook)


def identify(cells):
    for place, cell in enumerate(cells):
        if "id" not in cell:
            source = f"{place} {''.join(cell.get('source', ''))}"
            cell["id"] = hashlib.sha256(source.encode()).hexdigest()[:8]


def clear(notebook):
    """A copy without outputs, counts and times."""
    clean = copy.deepcopy(notebook)
    for cell in clean.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return clean


def settle(notebook):
    """Take out of an executed notebook what differs from run to run and says nothing."""
    language = notebook.metadata.get("language_info", {})
    notebook.metadata["language_info"] = {key: language[key] for key in LANGUAGE_KEYS if key in language}
    notebook.metadata["kernelspec"] = dict(KERNEL)
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def title(cell, width=60):
    """The first line of code, shortened."""
    lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
    code = [line for line in lines if not line.startswith(("//", "/*", "*"))] or lines
    return code[0] if len(code[0]) <= width else code[0][: width - 1] + "…"


def first_error(notebook):
    """(cell's number, cell, output) of the first cell that raised without leave, or None."""
    for number, cell in enumerate(code_cells(notebook), 1):
        for output in cell.outputs:
            if output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", []):
                return number, cell, output
    return None


def stderr_of(notebook):
    """(cell's number, cell, text) of each cell that wrote to stderr."""
    wrote = []
    for number, cell in enumerate(code_cells(notebook), 1):
        text = "".join(o.text for o in cell.outputs if o.output_type == "stream" and o.name == "stderr")
        if text.strip():
            wrote.append((number, cell, text.strip()))
    return wrote


def without_colour(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def save(notebook, path):
    """Write aside, then rename: the file is at every moment the old one or the new one, whole."""
    import nbformat

    text = nbformat.writes(notebook, version=nbformat.NO_CONVERT)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text.rstrip("\n") + "\n")
        if path.exists():
            shutil.copymode(path, aside)
        else:
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(aside, 0o666 & ~umask)
        os.replace(aside, path)
    except BaseException:
        os.unlink(aside)
        raise


class Lines:
    """One line a cell: its place and code when it starts, its time when it ends."""

    def __init__(self, notebook):
        self.numbers = {cell.id: number for number, cell in enumerate(code_cells(notebook), 1)}
        self.started = 0.0

    def line(self, cell):
        return f"[{self.numbers[cell.id]}/{len(self.numbers)}] {title(cell)}"

    def start(self, cell, **_):
        if cell.id in self.numbers:
            self.started = time.monotonic()
            print(self.line(cell), end="", flush=True)

    def end(self, cell, **_):
        if cell.id in self.numbers:
            # On a terminal the cell's own progress bar may have taken the line.
            again = f"\r\033[K{self.line(cell)}" if sys.stdout.isatty() else ""
            print(f"{again}, {time.monotonic() - self.started:.1f} s", flush=True)


def execute(notebook, folder):
    """Run all cells in one fresh kernel, in the notebook's folder, without a limit of time."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    class Client(NotebookClient):
        """Ends at once on Ctrl-C, and its kernel with it; nbclient's own handling races with the cell it interrupts."""

        stopped = False

        async def async_start_new_kernel(self, **arguments):
            task, loop = asyncio.current_task(), asyncio.get_running_loop()

            def stop():
                self.stopped, self.shutdown_kernel = True, "immediate"
                task.cancel()

            # Windows' loops take no handlers, and raise KeyboardInterrupt by themselves.
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(signal.SIGINT, stop)
                loop.add_signal_handler(signal.SIGTERM, stop)
            await super().async_start_new_kernel(**arguments)

    lines = Lines(notebook)
    client = Client(
        notebook,
        kernel_name="java",
        timeout=None,
        startup_timeout=180,
        iopub_timeout=60,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(folder)}},
        on_cell_start=lines.start,
        on_cell_executed=lines.end,
    )
    try:
        client.execute()
    except CellExecutionError:
        pass  # The notebook holds the error, with its cell.
    except (DeadKernelError, asyncio.CancelledError):
        # nbclient takes a cancelled cell for a dead kernel.
        if client.stopped:
            raise KeyboardInterrupt from None
        raise NotebookError("the kernel died; its own last words are above") from None


def judge(notebook):
    """Raise NotebookError where a cell raised or wrote to stderr."""
    of = len(code_cells(notebook))
    error = first_error(notebook)
    if error:
        number, cell, output = error
        trace = "\n".join(without_colour("\n".join(output.traceback)).splitlines()[:30])
        raise NotebookError(f"cell {number} of {of} ({title(cell)}) raised {output.ename}: {output.evalue}\n{trace}")
    wrote = stderr_of(notebook)
    if wrote:
        said = [f"cell {number} of {of} ({title(cell)}) wrote to stderr: {text}" for number, cell, text in wrote]
        raise NotebookError("\n".join(said))


def add_pictures(notebook, draw):
    """Put a PNG beside every Plotly figure, at the figure's own size on the page."""
    outputs = [o for cell in code_cells(notebook) for o in cell.outputs if FIGURE in o.get("data", {})]
    for output, picture in zip(outputs, draw([output.data[FIGURE] for output in outputs])):
        output.data["image/png"] = picture.base64
        output.metadata["image/png"] = {"width": picture.width, "height": picture.height}
    return len(outputs)


def run(path, target, pictures):
    notebook = clear(read(path))
    execute(notebook, path.parent)
    judge(notebook)
    settle(notebook)
    if pictures:
        print(f"drew {add_pictures(notebook, publish.draw)} figures", flush=True)
    save(notebook, target)
    size = target.stat().st_size
    print(f"saved {target} ({size / 1e6:.2f} MB)", flush=True)
    if size > LARGEST:
        print(f"{target.name}: a committed notebook stays under 3 MB; draw fewer points a figure", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(prog="lab run")
    parser.add_argument("notebooks", nargs="+", type=Path)
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    failed = []
    for path in options.notebooks:
        print(f"{path.stem}:", flush=True)
        try:
            run(path, options.output / path.name if options.output else path, options.publish)
        except (NotebookError, publish.PublishError) as trouble:
            failed.append(path.stem)
            print(f"\nlab: {path.stem} was not saved: {trouble}", file=sys.stderr, flush=True)
    if failed:
        sys.exit(f"lab: failed: {', '.join(failed)}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print("\nlab: interrupted; nothing was saved", file=sys.stderr)
        sys.exit(130)
