"""Runs the two programs as a user does, for the tests of this folder.

The programs are named by SMALLPRINT_INDEX_PROGRAM and SMALLPRINT_SEARCH_PROGRAM; CTest sets them.
By hand: SMALLPRINT_INDEX_PROGRAM=... SMALLPRINT_SEARCH_PROGRAM=... /usr/bin/python3 FILE_test.py -v
"""

import atexit
import functools
import json
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
SHARED_CORPUS = ROOT.parent / "shared" / "corpus"  # real texts; not part of the project

INDEX_PROGRAM = os.path.abspath(os.environ["SMALLPRINT_INDEX_PROGRAM"])
SEARCH_PROGRAM = os.path.abspath(os.environ["SMALLPRINT_SEARCH_PROGRAM"])

SECONDS_PER_RUN = 120

# What must reach no terminal: C0 but line feed and tab, DEL, C1, line and paragraph separators, and
# what changes the direction of text.
CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Outcome:
    """What a run of a program left: its exit code and the bytes it printed."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self):
        return self.stdout.decode()

    @property
    def err(self):
        return self.stderr.decode()

    @property
    def lines(self):
        return self.out.splitlines()

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def json_lines(self):
        return [json.loads(line) for line in self.out.split("\n") if line]


def environment():
    """The caller's, without what would choose another index."""
    clean = {name: value for name, value in os.environ.items() if name != "SMALLPRINT_INDEX"}
    clean["LC_ALL"] = "C"
    return clean


def run(program, *arguments, **options):
    """Runs a program to its end. `options` go to subprocess.run: cwd, env, stdout, timeout, user."""
    options = {"env": environment(), "stdout": subprocess.PIPE, "timeout": SECONDS_PER_RUN, **options}
    if "user" in options:
        program = where_all_may_run_it(program)
    done = subprocess.run([program, *map(os.fspath, map(text_or_path, arguments))],
                          stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, **options)
    return Outcome(done.returncode, done.stdout or b"", done.stderr)


@functools.cache
def where_all_may_run_it(program):
    """A copy of a program, which may stand in a folder that its builder alone may enter."""
    folder = Path(tempfile.mkdtemp(prefix="smallprint-cli-"))
    atexit.register(shutil.rmtree, folder)
    folder.chmod(0o755)
    return shutil.copy(program, folder)


def text_or_path(argument):
    return argument if isinstance(argument, (str, bytes, os.PathLike)) else str(argument)


def smallprint_index(*arguments, **options):
    return run(INDEX_PROGRAM, *arguments, **options)


def smallprint_search(*arguments, **options):
    return run(SEARCH_PROGRAM, *arguments, **options)


def header(site, date, url=None, time="120000"):
    """The provenance line of the archive format; `url` is the address before percent-encoding."""
    address = urllib.parse.quote(url or f"http://www.{site}/privacy", safe="/", errors="surrogateescape")
    return (f"> *The following text is extracted and transformed from the {site} privacy policy that "
            f"was archived on {date}. Please check the [original snapshot on the Wayback Machine]"
            f"(https://web.archive.org/web/{date.replace('-', '')}{time}id_/{address}) for the most "
            "accurate reproduction.*\n\n")


def write_snapshot(archive, site, date, body, name=None, **header_options):
    """Writes a snapshot below `archive`, as NAME or DATE/SITE.md, and returns its path."""
    path = Path(archive) / (name or f"{date}/{site}.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header(site, date, **header_options) + body + "\n", encoding="utf-8",
                    errors="surrogateescape", newline="")
    return path


def leftovers(index):
    """Names of what an unfinished run left in an index."""
    return sorted(path.name for path in Path(index).iterdir() if path.suffix == ".tmp")


def generations(index):
    return sorted(path.name for path in Path(index).glob("gen-*") if path.suffix != ".tmp")


def current(index):
    """The name of the generation in force."""
    return (Path(index) / "CURRENT").read_text().split()[0]


def words_in_order(text, markdown):
    """True when every word of `text` stands in `markdown`, in this order, link targets left out."""
    within = re.sub(r"\]\([^()\s]*\)", "", markdown)
    at = 0
    for word in re.findall(r"\w+", text):
        found = within.find(word, at)
        if found < 0:
            return False
        at = found + len(word)
    return True


def documented_runs(page):
    """Commands of a page of docs/ that stand with what they print: indented blocks that begin with `$ `.
    Gives pairs of the command's words, `>` and what follows left out, and the output."""
    runs = []
    for block in re.findall(r"^    \$ (.*\n(?:(?:    .*)?\n)*)", (ROOT / "docs" / page).read_text(), re.MULTILINE):
        command, output = re.sub(r"^    ", "", block, flags=re.MULTILINE).split("\n", 1)
        runs.append((shlex.split(command.split(" > ")[0]), output.rstrip("\n")))
    return runs


def as_documented(output):
    """What a program printed, without what differs between versions and is not shown, and without white
    space at the ends of lines."""
    named = re.sub(r"xxh128:[0-9a-f]{32}", "xxh128:...", output)
    return re.sub(r" +$", "", re.sub(r"(smallprint-search) \d+\.\d+\.\d+", r"\1 0.1.0", named),
                  flags=re.MULTILINE).rstrip("\n")


def load_schemas():
    schemas = {}
    for path in sorted((ROOT / "schemas").glob("*.schema.json")):
        schema = json.loads(path.read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        schemas[schema["$id"]] = with_absolute_references(schema, schema["$id"])
    return schemas


def with_absolute_references(schema, base):
    """jsonschema 4.10 does not resolve `#/...` against a base that is a URN."""
    if isinstance(schema, list):
        return [with_absolute_references(value, base) for value in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: base + value if key == "$ref" and value.startswith("#")
            else with_absolute_references(value, base) for key, value in schema.items()}


SCHEMAS = load_schemas()


def schema_errors(name, document):
    """What is wrong with `document` by schemas/NAME.schema.json: a list of messages."""
    schema = SCHEMAS[f"urn:smallprint:{name.replace('_', '-')}:1"]
    resolver = jsonschema.RefResolver.from_schema(schema, store=SCHEMAS)
    validator = jsonschema.Draft202012Validator(schema, resolver=resolver)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
            for error in validator.iter_errors(document)]


class CliTest(unittest.TestCase):
    """A test with a folder of its own, and checks that show what a run printed."""

    maxDiff = None

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="smallprint-cli-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name).resolve()
        self.archive = self.folder / "archive"
        self.index = self.folder / "policies.index"

    def assert_code(self, expected, outcome):
        self.assertEqual(expected, outcome.code,
                         f"exit code {outcome.code}, stderr:\n{outcome.stderr.decode(errors='replace')}")

    def build(self, *arguments, code=0):
        """Builds self.index from self.archive, or from the sources among `arguments`."""
        sources = () if arguments and not str(arguments[0]).startswith("-") else (self.archive,)
        outcome = smallprint_index("build", *sources, *arguments, "--index", self.index)
        self.assert_code(code, outcome)
        return outcome

    def build_with_report(self, *arguments, code=0):
        """As build(); returns the run report, checked against its schema."""
        report = self.folder / "report.json"
        self.build(*arguments, "--report", report, code=code)
        content = json.loads(report.read_text())
        self.assert_valid("run_report", content)
        return content

    def search(self, *arguments, code=0, index=None, **options):
        outcome = smallprint_search("--index", index or self.index, *arguments, **options)
        self.assert_code(code, outcome)
        return outcome

    def assert_valid(self, schema, document):
        self.assertEqual([], schema_errors(schema, document))

    def assert_no_controls(self, output):
        found = CONTROLS.search(output.decode())  # raises where the output is not UTF-8
        if found:
            begin = max(0, found.start() - 60)
            self.fail(f"control character in {output.decode()[begin:found.start() + 20]!r}")


class SampleTest(CliTest):
    """A test against one index of data/sample, built once and never changed."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="smallprint-cli-sample-")
        cls.addClassCleanup(temporary.cleanup)
        cls.sample_index = Path(temporary.name).resolve() / "sample.index"
        built = smallprint_index("build", SAMPLE, "--index", cls.sample_index)
        if built.code != 0:
            raise AssertionError(built.err)

    def setUp(self):
        super().setUp()
        self.index = self.sample_index
