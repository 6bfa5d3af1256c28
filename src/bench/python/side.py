"""A process at the other end of two pipes that answers each line of JSON with one."""

import json
import subprocess


class Side:
    """One side of the benchmark; with the block it is opened in, the process ends."""

    def __init__(self, name, command, folder):
        self.name = name
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "encoding": "utf-8"}
        # In a session of its own it does not hear Ctrl-C, which is the driver's to answer.
        self.process = subprocess.Popen(command, cwd=folder, start_new_session=True, **pipes)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def tell(self, do, **request):
        try:
            self.process.stdin.write(json.dumps({"do": do, **request}) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            self.hear()

    def hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"bench: {self.name} ended with exit code {self.process.wait()}; its own message stands above")
        return json.loads(line)

    def ask(self, do, **request):
        self.tell(do, **request)
        return self.hear()
