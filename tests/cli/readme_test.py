"""Every command of README.md works as written.

Runs each line of a ```sh block that runs one of the two programs, in order, in a folder where
data/ is the project's, every index that is named is one of data/sample, and so is every folder named
as SOURCE of `build`. Scripts that are named are only checked to be there.
"""

import os
import re
import shlex
import shutil
import subprocess
import unittest

from smallprint import (INDEX_PROGRAM, ROOT, SAMPLE, SEARCH_PROGRAM, SECONDS_PER_RUN, CliTest,
                        environment, smallprint_index)

PROGRAMS = frozenset(("smallprint-index", "smallprint-search"))
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^```sh\n([^`]*?)^```\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)

# Lines that no two runs or machines have in common.
VARYING = ("published", "last run", "disk", "source")


def commands(readme):
    """The lines of all ```sh blocks, a line that ends in a backslash joined with the next."""
    lines = []
    for block in BLOCK.findall(readme):
        lines += block.replace("\\\n", " ").splitlines()
    return [line.strip().removeprefix("$ ") for line in lines if line.strip()]


def sources(command):
    """The SOURCE arguments of a `smallprint-index build` command."""
    words = shlex.split(command, comments=True)
    if words[:2] != ["smallprint-index", "build"]:
        return []
    found = []
    for word, before in zip(words[2:], words[1:]):
        if not word.startswith("-") and (not before.startswith("--") or before == "--full"):
            found.append(word)
    return found


class Readme(CliTest):
    def setUp(self):
        super().setUp()
        self.commands = commands((ROOT / "README.md").read_text(encoding="utf-8"))
        (self.folder / "data").symlink_to(ROOT / "data")
        self.add_programs()

    def add_programs(self):
        """Puts the two programs on a PATH of their own."""
        folder = self.folder / "bin"
        folder.mkdir()
        (folder / "smallprint-index").symlink_to(INDEX_PROGRAM)
        (folder / "smallprint-search").symlink_to(SEARCH_PROGRAM)
        self.environment = {**environment(), "HOME": str(self.folder),
                            "PATH": f"{folder}:{os.environ.get('PATH', '/usr/bin:/bin')}"}

    def prepare_sources(self, command):
        for source in sources(command):
            path = self.folder / source.replace("~", str(self.folder), 1)
            if not path.exists():
                shutil.copytree(SAMPLE, path)

    def prepare_indexes(self, lines):
        """So that a command needs no `build` before it."""
        named = {name for line in lines for name in re.findall(r"--index[ =](\S+)", line)}
        for name in sorted(named | {"smallprint.index"}):
            index = self.folder / name.replace("~", str(self.folder), 1)
            self.assert_code(0, smallprint_index("build", SAMPLE, "--index", index))

    def run_line(self, line):
        done = subprocess.run(["sh", "-c", line], cwd=self.folder, env=self.environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=SECONDS_PER_RUN, check=False)
        self.assertEqual(0, done.returncode, f"{line}\n{done.stderr.decode()}")
        return (done.stdout + done.stderr).decode()

    def test_every_command_runs(self):
        lines = [line for line in self.commands if not PROGRAMS.isdisjoint(line.split())]
        self.assertTrue(lines, "README.md shows no command")
        self.prepare_indexes(lines)
        for line in lines:
            with self.subTest(command=line):
                self.prepare_sources(line)
                self.run_line(line)

    def test_what_is_shown_is_printed(self):
        blocks = SHOWN.findall((ROOT / "README.md").read_text(encoding="utf-8"))
        self.assertGreater(len(blocks), 5)
        for block, shown in blocks:
            lines = [line for line in commands(f"```sh\n{block}```") if not PROGRAMS.isdisjoint(line.split())]
            self.prepare_indexes(lines)
            printed = "".join(self.run_line(line) for line in lines).splitlines()
            for line in shown.splitlines():
                with self.subTest(block=block, line=line):
                    self.assertTrue(line.startswith(VARYING) or line in printed)

    def test_every_script_named_is_there(self):
        for line in self.commands:
            for script in re.findall(r"(?:^|\s)(?:\./)?(scripts/[\w-]+)", line):
                with self.subTest(script=script):
                    self.assertTrue(os.access(ROOT / script, os.X_OK))


if __name__ == "__main__":
    unittest.main()
