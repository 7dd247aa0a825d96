"""What docs/recipes.md and docs/tutorial.md show is what happens.

Runs their blocks in order, in one folder a document where data/ is the project's: ```sh with the
shell, ```r with Rscript, ```python with Python. A ```text block below one is what it prints. A
language that is not installed is skipped, and said so. By hand, to write the blocks anew:
documents_test.py --update
"""

import os
import re
import shutil
import subprocess
import sys
import unittest

from smallprint import (INDEX_PROGRAM, ROOT, SEARCH_PROGRAM, SECONDS_PER_RUN, CliTest, environment)

BLOCK = re.compile(r"^```(sh|r|python)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
DOCUMENTS = ("recipes.md", "tutorial.md")

# What differs from run to run: nothing else does.
VARYING = [(re.compile(r"\b[0-9]+\.[0-9] s\b"), "N.N s")]


def interpreter(language):
    """The command that runs a block from its standard input, or why there is none."""
    if language == "sh":
        return ["sh", "-e"], None
    if language == "r":
        return ["Rscript", "-"], None if shutil.which("Rscript") else "Rscript is not installed"
    python = "/usr/bin/python3"  # where Debian's packages are
    has_pandas = subprocess.run([python, "-c", "import pandas"], capture_output=True, check=False).returncode == 0
    return [python, "-"], None if has_pandas else "pandas is not installed"


def steady(text):
    for pattern, by in VARYING:
        text = pattern.sub(by, text)
    return text.rstrip("\n")


class Documents(CliTest):
    def setUp(self):
        super().setUp()
        (self.folder / "data").symlink_to(ROOT / "data")
        programs = self.folder / "bin"
        programs.mkdir()
        (programs / "smallprint-index").symlink_to(INDEX_PROGRAM)
        (programs / "smallprint-search").symlink_to(SEARCH_PROGRAM)
        self.environment = {**environment(), "HOME": str(self.folder),
                            "PATH": f"{programs}:{os.environ.get('PATH', '/usr/bin:/bin')}"}

    def output(self, command, block):
        done = subprocess.run(command, input=block.encode(), cwd=self.folder, env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS_PER_RUN, check=False)
        self.assertEqual(0, done.returncode, f"{block}\n{done.stderr.decode()}")
        return done.stdout.decode()

    def run_document(self, name):
        """Each block that has a text below it: the text, and what was printed."""
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        blocks = list(BLOCK.finditer(text))
        self.assertGreater(len(blocks), 3, f"{name} shows no commands")
        for block in blocks:
            language, commands, shown = block.groups()
            with self.subTest(document=name, block=commands):
                command, why_not = interpreter(language)
                if why_not is not None:
                    print(f"skipped: {name}: {why_not}")
                    continue
                printed = self.output(command, commands)
                if shown is not None:
                    yield block, shown, printed

    def test_documents_show_what_happens(self):
        for name in DOCUMENTS:
            for block, shown, printed in self.run_document(name):
                with self.subTest(document=name, block=block.group(2)):
                    self.assertEqual(steady(shown), steady(printed))

    def test_runs_for_trec_tools_have_six_columns(self):
        self.output(["sh", "-e"], "smallprint-index build data/sample --index sample.index\n")
        run = self.output(["sh", "-e"], "printf 'q1\\tcookies\\nq2\\temail\\n' > q.tsv\n"
                                        "smallprint-search batch q.tsv --format trec --index sample.index\n")
        scores = {}
        for line in run.splitlines():
            qid, q0, passage, rank, score, tag = line.split(" ")
            self.assertEqual(("Q0", "smallprint"), (q0, tag))
            self.assertRegex(passage, "^p:[0-9a-f]{16}$")
            scores.setdefault(qid, []).append(float(score))
            self.assertEqual(len(scores[qid]), int(rank))
        self.assertEqual(["q1", "q2"], list(scores))
        for of_query in scores.values():
            self.assertEqual(sorted(of_query, reverse=True), of_query)

    def update(self):
        """Writes the blocks as they are printed."""
        for name in DOCUMENTS:
            path = ROOT / "docs" / name
            text = path.read_text(encoding="utf-8")
            for block, _, printed in self.run_document(name):
                old = block.group(0)
                text = text.replace(old, re.sub(r"```text\n.*", lambda _, out=printed: f"```text\n{out.rstrip()}\n```\n",
                                                old, flags=re.DOTALL), 1)
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        suite = unittest.TestSuite([Documents("update")])
        sys.exit(not unittest.TextTestRunner().run(suite).wasSuccessful())
    unittest.main()
