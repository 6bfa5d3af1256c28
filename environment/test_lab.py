"""Tests of the launcher's decisions. Run by environment/lab test, in its venv."""

import base64
import http.server
import importlib.machinery
import importlib.util
import io
import json
import os
import stat
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path
from unittest import mock

import execute
import nbformat
import publish
from PIL import Image

HERE = Path(__file__).resolve().parent


def load_lab():
    loader = importlib.machinery.SourceFileLoader("lab", str(HERE / "lab"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("lab", loader))
    with mock.patch.object(sys, "dont_write_bytecode", True):
        loader.exec_module(module)
    return module


lab = load_lab()


class InFolder(unittest.TestCase):
    """A test with an empty folder of its own, whose path has a space."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="lab test ")
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def file(self, name, text="", age_s=0):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.age(path, age_s)
        return path

    @staticmethod
    def age(path, age_s):
        os.utime(path, (1_700_000_000 - age_s, 1_700_000_000 - age_s))


class NamesTest(InFolder):
    def setUp(self):
        super().setUp()
        self.first, self.second = self.file("01-random-labels.ipynb"), self.file("02-grokking.ipynb")

    def find(self, *names):
        return lab.find_notebooks(list(names), self.folder, self.folder.parent)

    def test_no_name_means_all_in_order(self):
        self.assertEqual(self.find(), [self.first, self.second])

    def test_name_file_name_start_and_path_mean_the_same(self):
        for name in ("01-random-labels", "01-random-labels.ipynb", "01", str(self.first)):
            self.assertEqual(self.find(name), [self.first], name)

    def test_whole_name_wins_over_a_longer_one(self):
        self.file("02-grokking-more.ipynb")
        self.assertEqual(self.find("02-grokking"), [self.second])

    def test_unknown_and_ambiguous_names_are_refused_with_the_known_ones(self):
        with self.assertRaisesRegex(lab.Trouble, "03 names no notebook; there are: 01-random-labels, 02-grokking"):
            self.find("03")
        with self.assertRaisesRegex(lab.Trouble, "0 names more than one notebook"):
            self.find("0")

    def test_an_empty_folder_is_refused(self):
        with self.assertRaisesRegex(lab.Trouble, "there is no notebook"):
            lab.find_notebooks([], self.folder / "none", self.folder)


class BudgetTest(unittest.TestCase):
    def test_known_budgets_and_none_pass(self):
        self.assertEqual([lab.check_budget(b) for b in ("smoke", "laptop", "paper", None)], ["smoke", "laptop", "paper", None])

    def test_unknown_budget_is_refused(self):
        for budget in ("tiny", "", "Smoke"):
            with self.assertRaisesRegex(lab.Trouble, f"must be one of smoke, laptop, paper, got {budget}"):
                lab.check_budget(budget)


class StaleTest(InFolder):
    """Built 100 s after its sources were written."""

    def setUp(self):
        super().setUp()
        self.source = self.file("src/main/java/A.java", age_s=100)
        self.jar, self.built = self.file("target/a.jar"), self.file("target/built")
        for folder in ("src", "src/main", "src/main/java"):
            self.age(self.folder / folder, 100)

    def stale(self):
        return lab.is_stale(self.built, [self.folder / "src" / "main"], [self.jar])

    def test_newer_than_all_its_sources_is_fresh(self):
        self.assertFalse(self.stale())

    def test_a_touched_source_makes_it_stale(self):
        self.age(self.source, -1)
        self.assertTrue(self.stale())

    def test_a_deleted_source_makes_it_stale(self):
        self.source.unlink()
        self.assertTrue(self.stale())

    def test_a_missing_product_or_an_unfinished_build_is_stale(self):
        self.jar.unlink()
        self.assertTrue(self.stale())
        self.file("target/a.jar")
        self.built.unlink()
        self.assertTrue(self.stale())

    def test_a_source_changed_while_it_was_built_makes_it_stale(self):
        with mock.patch.object(lab, "BUILT", self.built):
            lab.mark_built(self.source.stat().st_mtime_ns - 1)
        self.assertTrue(self.stale())


class KernelTest(InFolder):
    def spec(self, version=17, root=Path("/home/a b/phenomena")):
        return lab.kernelspec(root, Path("/opt/my jdk"), version, root / "jjava.jar", "2g")

    def test_paths_with_spaces_stay_whole_arguments(self):
        spec = self.spec()
        self.assertEqual(Path(spec["argv"][0]).parent, Path("/opt/my jdk/bin"))
        jar = spec["argv"].index("-jar")
        self.assertEqual(spec["argv"][jar + 1 :], [str(Path("/home/a b/phenomena/jjava.jar")), "{connection_file}"])
        self.assertIn("-Xmx2g", spec["argv"])

    def test_the_library_is_on_the_kernels_class_path(self):
        expected = os.pathsep.join(("/home/a b/phenomena/target/phenomena.jar", "/home/a b/phenomena/target/lib/*"))
        self.assertEqual(self.spec()["env"]["JJAVA_CLASSPATH"], expected)
        self.assertEqual({name: self.spec()["env"][name] for name in lab.ALLOCATOR}, lab.ALLOCATOR)
        self.assertEqual(Path(self.spec()["env"]["PHENOMENA_HOME"]), Path("/home/a b/phenomena"))

    def test_a_dollar_in_the_path_is_not_expanded_by_jupyter(self):
        self.assertIn("/a$$b/target/phenomena.jar", self.spec(root=Path("/a$b"))["env"]["JJAVA_CLASSPATH"])

    def test_native_access_is_granted_where_the_jdk_knows_the_option(self):
        grant = "--enable-native-access=ALL-UNNAMED"
        self.assertEqual([grant in self.spec(version)["argv"] for version in (17, 21, 22, 25)], [False, False, True, True])

    def test_an_unchanged_file_is_left_alone(self):
        path = self.folder / "kernels" / "java" / "kernel.json"
        lab.write_if_changed(path, self.spec())
        self.age(path, 50)
        before = path.stat().st_mtime
        lab.write_if_changed(path, self.spec())
        self.assertEqual(path.stat().st_mtime, before)
        lab.write_if_changed(path, self.spec(25))
        self.assertEqual(json.loads(path.read_text()), self.spec(25))
        self.assertEqual(os.listdir(path.parent), ["kernel.json"])


class JdkTest(unittest.TestCase):
    def find(self, found, **variables):
        """find_jdk() on a machine where a java's path decides what it is."""
        with mock.patch.dict(os.environ, variables, clear=True), mock.patch.object(
            lab, "java_properties", lambda java: found.get(Path(java).parent.parent.name, {})
        ), mock.patch.object(lab.shutil, "which", lambda name, path=None: name if path and "jdk" in path else None):
            return lab.find_jdk()

    JDK_25 = {"java.specification.version": "25", "java.home": "/opt/jdk25"}
    OLD = {"java.specification.version": "1.8", "java.home": "/opt/jdk8"}
    JRE = {"java.specification.version": "21", "java.home": "/opt/jre21"}

    def test_our_variable_goes_before_java_home(self):
        found = self.find({"jdk25": self.JDK_25, "old": self.OLD}, PHENOMENA_JAVA_HOME="/x/jdk25", JAVA_HOME="/x/old")
        self.assertEqual(found, (Path("/opt/jdk25"), 25))

    def test_what_was_found_instead_is_said(self):
        with self.assertRaisesRegex(lab.Trouble, "JAVA_HOME is Java 8. Get one: apt install"):
            self.find({"old": self.OLD}, JAVA_HOME="/x/old")
        with self.assertRaisesRegex(lab.Trouble, "JAVA_HOME is Java 21 without javac"):
            self.find({"jre": self.JRE}, JAVA_HOME="/x/jre")
        with self.assertRaisesRegex(lab.Trouble, "JAVA_HOME runs no Java"):
            self.find({}, JAVA_HOME="/x/gone")
        with self.assertRaisesRegex(lab.Trouble, "none found"):
            self.find({})


class LockTest(InFolder):
    def test_a_second_set_up_waits_until_the_first_ends(self):
        holder = (
            "import importlib.machinery as m, importlib.util as u, pathlib, sys\n"
            "loader = m.SourceFileLoader('lab', sys.argv[1]); lab = u.module_from_spec(u.spec_from_loader('lab', loader))\n"
            "sys.dont_write_bytecode = True; loader.exec_module(lab); lab.ENVIRONMENT = pathlib.Path(sys.argv[2])\n"
            "with lab.one_at_a_time():\n    print('held', flush=True); sys.stdin.read()\n"
        )
        command = [sys.executable, "-c", holder, str(HERE / "lab"), str(self.folder)]
        other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(other.stdout.close)
        self.assertEqual(other.stdout.readline().strip(), "held")
        with open(self.folder / ".lock", "a+") as lock:
            self.assertFalse(lab.try_lock(lock))
            other.stdin.close()
            self.assertEqual(other.wait(), 0)
            self.assertTrue(lab.try_lock(lock))


class EnvironmentTest(unittest.TestCase):
    def test_another_pythons_settings_stay_out_and_our_kernel_comes_first(self):
        foreign = {"PYTHONPATH": "/x", "PYTHONHOME": "/y", "JUPYTER_PATH": "/z", "KEPT": "1"}
        with mock.patch.dict(os.environ, foreign, clear=True):
            env = lab.child_environment()
        self.assertEqual(env["JUPYTER_PATH"].split(os.pathsep), [str(lab.VENV / "share" / "jupyter"), "/z"])
        self.assertEqual(sorted(env), ["JUPYTER_PATH", "JUPYTER_PREFER_ENV_PATH", "KEPT", *sorted(lab.ALLOCATOR)])


class JupyterLabTest(unittest.TestCase):
    def test_the_readers_option_goes_before_ours(self):
        ours = lab.own_options([])
        self.assertEqual(ours[0], f"--ServerApp.root_dir={lab.NOTEBOOKS}")
        for given in ("--notebook-dir=/x", "--ServerApp.root_dir=/x"):
            self.assertEqual(lab.own_options(["--no-browser", given]), ours[1:], given)


class SummaryTest(unittest.TestCase):
    def test_unit_and_integration_tests_are_added_up_and_classes_are_not(self):
        lines = (
            "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s -- in a.FooTest",
            "[INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 1",
            "[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0",
        )
        sums = [counts for line in lines for counts in lab.test_sums(line + "\n")]
        self.assertEqual(lab.summary(sums), "Tests run: 7, Failures: 1, Errors: 0, Skipped: 1")
        self.assertEqual(lab.summary([]), "no test ran")


def notebook(*sources):
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{place}") for place, source in enumerate(sources)]
    return nbformat.v4.new_notebook(cells=cells)


def stream(name, text):
    return nbformat.v4.new_output("stream", name=name, text=text)


class NotebookTest(InFolder):
    def test_a_saved_notebook_is_whole_and_keeps_its_permissions(self):
        path = self.file("a.ipynb", "old")
        path.chmod(0o640)
        execute.save(notebook("1"), path)
        self.assertEqual(nbformat.read(path, 4).cells[0].source, "1")
        self.assertTrue(path.read_text().endswith("}\n"))
        self.assertEqual(os.listdir(self.folder), ["a.ipynb"])
        if os.name == "posix":
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o640)

    def test_a_save_that_fails_leaves_the_old_file_and_nothing_beside_it(self):
        path = self.file("a.ipynb", "old")
        for stage in ("replace", "fdopen"):
            with mock.patch.object(execute.os, stage, side_effect=OSError("disk full")), self.assertRaises(OSError):
                execute.save(notebook("1"), path)
            self.assertEqual((path.read_text(), os.listdir(self.folder)), ("old", ["a.ipynb"]), stage)

    def test_times_versions_and_foreign_kernels_do_not_reach_the_file(self):
        book = notebook("1")
        book.cells[0].metadata["execution"] = {"iopub.status.busy": "2026-01-01T00:00:00Z"}
        book.metadata["language_info"] = {"name": "Java", "version": "25.0.3", "file_extension": ".jshell"}
        book.metadata["kernelspec"] = {"name": "ijava", "display_name": "IJava", "language": "java"}
        execute.settle(book)
        self.assertEqual(book.cells[0].metadata, {})
        self.assertEqual(book.metadata["language_info"], {"name": "Java", "file_extension": ".jshell"})
        self.assertEqual(book.metadata["kernelspec"], execute.KERNEL)

    def test_clearing_leaves_the_original_alone(self):
        book = notebook("1")
        book.cells[0].outputs.append(stream("stdout", "kept"))
        clean = execute.clear(book)
        self.assertEqual((clean.cells[0].outputs, len(book.cells[0].outputs), clean.cells[0].id), ([], 1, "cell-0"))

    def test_cells_without_an_id_get_the_same_one_each_time(self):
        old = notebook("1", "1")
        old.nbformat_minor = 4
        for cell in old.cells:
            del cell["id"]
        path = self.file("old.ipynb", json.dumps(old))
        first, second = execute.read(path), execute.read(path)
        self.assertEqual([c.id for c in first.cells], [c.id for c in second.cells])
        self.assertNotEqual(first.cells[0].id, first.cells[1].id)
        self.assertEqual(first.nbformat_minor, 5)

    def test_what_is_no_notebook_is_refused(self):
        for text in ("{", "[]", "{}", '{"nbformat": 4}', '{"nbformat": 4, "cells": [1], "metadata": {}}', json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": [{}], "metadata": {}})):
            with self.assertRaises(execute.NotebookError, msg=text):
                execute.read(self.file("junk.ipynb", text))

    def test_a_title_is_the_first_line_of_code(self):
        self.assertEqual(execute.title(notebook("// why\n\nvar a = 1;\nvar b = 2;").cells[0]), "var a = 1;")
        self.assertEqual(execute.title(notebook("// only").cells[0]), "// only")
        self.assertEqual(len(execute.title(notebook("x" * 200).cells[0])), 60)

    def test_an_error_names_its_cell_and_an_expected_one_passes(self):
        book = notebook("", "fine();", "boom();")
        error = nbformat.v4.new_output("error", ename="Boom", evalue="it broke", traceback=["\x1b[1mat line 1\x1b[0m"])
        book.cells[2].outputs.append(error)
        with self.assertRaisesRegex(execute.NotebookError, r"cell 2 of 2 \(boom\(\);\) raised Boom: it broke\nat line 1"):
            execute.judge(book)
        book.cells[2].metadata["tags"] = ["raises-exception"]
        execute.judge(book)

    def test_stderr_fails_and_stdout_does_not(self):
        book = notebook("a();", "b();")
        book.cells[0].outputs.append(stream("stdout", "fine"))
        execute.judge(book)
        book.cells[1].outputs.append(stream("stderr", "WARNING: a warning\n"))
        with self.assertRaisesRegex(execute.NotebookError, r"cell 2 of 2 \(b\(\);\) wrote to stderr: WARNING: a warning$"):
            execute.judge(book)


class PublishTest(InFolder):
    def test_pythons_own_library_is_enough_to_look_for_the_browser(self):
        bare = [sys.executable, "-S", "-c", "import publish"]  # -S: without installed packages
        self.assertEqual(subprocess.run(bare, cwd=HERE, capture_output=True, text=True).stderr, "")

    def test_only_figures_get_a_picture(self):
        book = notebook("figure();", "text();")
        data = {execute.FIGURE: {"data": [1]}, "text/plain": "a figure"}
        book.cells[0].outputs.append(nbformat.v4.new_output("display_data", data=data))
        book.cells[1].outputs.append(nbformat.v4.new_output("display_data", data={"text/plain": "no figure"}))
        drawn = []
        count = execute.add_pictures(book, lambda figures: drawn.extend(figures) or [publish.Picture("aGk=", 700, 420)])
        self.assertEqual((count, drawn), (1, [{"data": [1]}]))
        self.assertEqual(book.cells[0].outputs[0].data["image/png"], "aGk=")
        self.assertEqual(book.cells[0].outputs[0].metadata["image/png"], {"width": 700, "height": 420})
        self.assertNotIn("image/png", book.cells[1].outputs[0].data)

    def test_a_figures_own_size_is_kept(self):
        self.assertEqual(publish.size_of({}), (publish.WIDTH, publish.HEIGHT))
        self.assertEqual(publish.size_of({"layout": {"height": 300}}), (publish.WIDTH, 300))
        self.assertEqual(publish.size_of({"layout": {"width": "wide", "height": -1}}), (publish.WIDTH, publish.HEIGHT))

    def test_a_named_browser_that_is_not_there_is_refused(self):
        with mock.patch.dict(os.environ, {"PHENOMENA_CHROMIUM": str(self.folder / "gone")}):
            with self.assertRaisesRegex(publish.PublishError, "PHENOMENA_CHROMIUM must name a browser's executable, got"):
                publish.find_chromium()

    def test_no_browser_says_how_to_get_one(self):
        with mock.patch.dict(os.environ, {"PATH": ""}, clear=True), mock.patch.object(publish.os.path, "exists", return_value=False):
            with self.assertRaisesRegex(publish.PublishError, "apt install chromium"):
                publish.find_chromium()

    def test_the_browser_draws_each_figure_as_its_json_says(self):
        sized = {"width": 60, "height": 40}
        red, blue = ({"layout": {**sized, "paper_bgcolor": colour}} for colour in ("#ff0000", "#0000ff"))
        hostile = {"data": [{"y": [1, 2], "name": "</script><script>document.body.remove()</script>"}]}
        pictures = publish.draw([red, hostile, blue])
        self.assertEqual([(p.width, p.height) for p in pictures], [(60, 40), (publish.WIDTH, publish.HEIGHT), (60, 40)])
        self.assertEqual([png(p)[:2] for p in pictures], [(90, 60), (1050, 630), (90, 60)])
        self.assertEqual((png(pictures[0])[2], png(pictures[2])[2]), ((255, 0, 0), (0, 0, 255)))

    def test_a_figure_that_names_a_remote_picture_fetches_nothing(self):
        asked = []

        class Remote(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_error(404)

        with http.server.HTTPServer(("127.0.0.1", 0), Remote) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            picture = {"source": f"http://127.0.0.1:{server.server_port}/spy.png", "sizex": 1, "sizey": 1}
            drawn = publish.draw([{"data": [{"y": [1, 2]}], "layout": {"images": [picture]}}])
            server.shutdown()
        self.assertEqual(len(drawn), 1)
        self.assertEqual(asked, [])


def png(picture):
    """(width, height, first pixel's red, green and blue) of a PNG."""
    with Image.open(io.BytesIO(base64.b64decode(picture.base64))) as image:
        return *image.size, image.convert("RGB").getpixel((0, 0))


if __name__ == "__main__":
    unittest.main()
