"""Draw Plotly figures as PNGs with the browser at hand and the plotly.js of the Python plotly package; no network."""

import base64
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT, SCALE = 700, 420, 1.5
COLOURS = 256
PATIENCE_S = 120
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
MAC = ("Chromium", "Google Chrome", "Microsoft Edge")
WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe", "Chromium/Application/chrome.exe")
GET_CHROMIUM = "apt install chromium | brew install --cask chromium | winget install Google.Chrome"

# The sandbox guards against foreign pages, and needs rights that containers lack; this page holds only what the notebook
# just computed. Names resolve to nothing: whatever a figure refers to, nothing is fetched.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--remote-debugging-port=0",
)
PAGE = """<!DOCTYPE html><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:">
<body><script>%s</script></body>"""
DRAW = "Plotly.toImage(%s, {format: 'png', width: %d, height: %d, scale: %s})"


class PublishError(Exception):
    """Why the figures could not be drawn."""


@dataclass(frozen=True)
class Picture:
    """A PNG in base64, and the size in CSS pixels at which it is shown."""

    base64: str
    width: int
    height: int


def find_chromium():
    """The path of a Chromium, Chrome or Edge."""
    named = os.environ.get("PHENOMENA_CHROMIUM")
    if named:
        if not shutil.which(named):
            raise PublishError(f"PHENOMENA_CHROMIUM must name a browser's executable, got {named}")
        return shutil.which(named)
    places = [shutil.which(name) for name in NAMES]
    places += [f"/Applications/{name}.app/Contents/MacOS/{name}" for name in MAC]
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if os.environ.get(variable):
            places += [str(Path(os.environ[variable]) / place) for place in WINDOWS]
    for place in places:
        if place and os.path.exists(place):
            return place
    raise PublishError(f"Chromium is needed to draw the figures, none was found. Get it: {GET_CHROMIUM}")


def size_of(figure):
    """(width, height) of a figure in CSS pixels: its layout's own, or the default."""
    layout = figure.get("layout") or {}
    sizes = (layout.get("width"), layout.get("height"))
    return tuple(int(own) if isinstance(own, (int, float)) and own >= 10 else usual for own, usual in zip(sizes, (WIDTH, HEIGHT)))


def plotly_js():
    import plotly

    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text(encoding="utf-8")


def draw(figures):
    """The Picture of each figure, a dict of Plotly JSON, in order."""
    if not figures:
        return []
    # Beside the project, not in /tmp: a browser packaged as a snap sees only the home folder.
    target = Path(__file__).resolve().parent.parent / "target"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target, prefix="publish-", ignore_cleanup_errors=True) as folder:
        page = Path(folder) / "page.html"
        page.write_text(PAGE % plotly_js(), encoding="utf-8")
        with Browser(find_chromium(), Path(folder) / "profile", page.as_uri()) as browser:
            browser.wait_for("typeof Plotly === 'object' && document.readyState === 'complete'")
            return [draw_one(browser, number, figure) for number, figure in enumerate(figures, 1)]


def draw_one(browser, number, figure):
    width, height = size_of(figure)
    shown = {"data": figure.get("data", []), "layout": figure.get("layout", {})}
    url = browser.evaluate(DRAW % (json.dumps(shown), width, height, SCALE), f"figure {number}")
    kind, _, content = str(url).partition(",")
    if kind != "data:image/png;base64" or not base64.b64decode(content).startswith(b"\x89PNG"):
        raise PublishError(f"figure {number}: the browser returned no PNG but {str(url)[:80]}")
    return Picture(reduced(content), width, height)


def reduced(content):
    """The picture in 256 colours: a figure has few, and a notebook that holds many figures is to stay small."""
    from PIL import Image  # here, as the launcher, which has Python's own library alone, asks this module for the browser

    with Image.open(io.BytesIO(base64.b64decode(content))) as full:
        picture = full.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    png = io.BytesIO()
    picture.save(png, "PNG", optimize=True)
    return base64.b64encode(png.getvalue()).decode("ascii")


class Browser:
    """A headless browser on one page, spoken to over a loopback socket (the Chrome DevTools Protocol)."""

    def __init__(self, executable, profile, url):
        self.executable, self.profile, self.url = executable, profile, url
        self.asked = 0

    def __enter__(self):
        quiet = subprocess.DEVNULL
        command = [self.executable, *FLAGS, f"--user-data-dir={self.profile}", self.url]
        self.process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
        try:
            self.connect()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def connect(self):
        import websocket

        port_file = self.profile / "DevToolsActivePort"
        port = self.poll(lambda: port_file.exists() and port_file.read_text().split()[:1])[0]
        page = self.poll(lambda: next((t for t in self.targets(port) if t["type"] == "page"), None))
        # No Origin header: the browser would refuse one that it was not told of. Never through a proxy.
        self.socket = websocket.create_connection(
            page["webSocketDebuggerUrl"], timeout=PATIENCE_S, suppress_origin=True, http_no_proxy=["*"]
        )

    @staticmethod
    def targets(port):
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(f"http://127.0.0.1:{port}/json/list", timeout=10) as answer:
            return json.load(answer)

    def poll(self, ask):
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise PublishError(f"{self.executable} ended at once with status {self.process.returncode}")
            try:
                found = ask()
            except OSError:
                found = None
            if found:
                return found
            time.sleep(0.05)
        raise PublishError(f"{self.executable} did not answer within {PATIENCE_S} s")

    def wait_for(self, condition):
        self.poll(lambda: self.evaluate(condition, "plotly.js"))

    def evaluate(self, expression, what):
        """The value of a JavaScript expression, awaited when it is a promise."""
        self.asked += 1
        parameters = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        self.socket.send(json.dumps({"id": self.asked, "method": "Runtime.evaluate", "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.asked:
                break
        result = answer.get("result", {})
        if "exceptionDetails" in result:
            thrown = result["exceptionDetails"].get("exception", {})
            raise PublishError(f"{what}: {thrown.get('description') or thrown.get('value') or 'JavaScript failed'}")
        return result.get("result", {}).get("value")


if __name__ == "__main__":
    sys.exit("lab: figures are drawn by: environment/lab run --publish")
