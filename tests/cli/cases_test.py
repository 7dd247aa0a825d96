"""End-to-end cases as data: tests/cases/NAME/{corpus/, queries.txt, expected.jsonl}.

corpus/ is indexed; every line of queries.txt holds the arguments of one run of smallprint-search, as
a shell would split them; expected.jsonl has one JSON document a run, {"arguments", "exit", "stdout"},
where `stdout` lists the lines, a JSON line as what it holds. Left out of those: the score, which
changes with every change of ranking while the order of hits should not, and what names the machine
or the version of the analyzer (`index_digest`, `archive`).

    cases_test.py --update      rewrites every expected.jsonl; read the difference as if it were code
"""

import json
import shlex
import sys
import tempfile
import unittest
from pathlib import Path

from smallprint import ROOT, CliTest, smallprint_index, smallprint_search

CASES = ROOT / "tests" / "cases"
UNSTABLE = frozenset(("score", "index_digest", "archive"))


def stable(document):
    if isinstance(document, dict):
        return {key: stable(value) for key, value in document.items() if key not in UNSTABLE}
    if isinstance(document, list):
        return [stable(value) for value in document]
    return document


def read_lines(outcome):
    """The lines of stdout; one JSON document over several lines counts as one line."""
    text = outcome.out
    try:
        return [stable(json.loads(text))]
    except ValueError:
        pass
    lines = text.splitlines()
    try:
        return [stable(json.loads(line)) for line in lines]
    except ValueError:
        return lines


def run_case(case, folder):
    """What every query of a case gives: a list of documents as in expected.jsonl."""
    index = Path(folder) / f"{case.name}.index"
    built = smallprint_index("build", case / "corpus", "--index", index)
    if built.code != 0:
        raise AssertionError(built.err)
    results = []
    for line in (case / "queries.txt").read_text(encoding="utf-8").splitlines():
        arguments = shlex.split(line)
        outcome = smallprint_search(*arguments, "--index", index)
        results.append({"arguments": arguments, "exit": outcome.code, "stdout": read_lines(outcome)})
    return results


def all_cases():
    return sorted(path.parent for path in CASES.glob("*/queries.txt"))


def update():
    for case in all_cases():
        with tempfile.TemporaryDirectory() as folder:
            lines = [json.dumps(result, ensure_ascii=False) for result in run_case(case, folder)]
        (case / "expected.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


class Cases(CliTest):
    def test_every_case_gives_what_is_expected(self):
        self.assertGreaterEqual(len(all_cases()), 3)
        for case in all_cases():
            with self.subTest(case=case.name):
                text = (case / "expected.jsonl").read_text(encoding="utf-8")
                expected = [json.loads(line) for line in text.split("\n") if line]
                actual = run_case(case, self.folder)
                self.assertEqual([result["arguments"] for result in expected],
                                 [result["arguments"] for result in actual])
                for wanted, got in zip(expected, actual):
                    with self.subTest(case=case.name, arguments=" ".join(wanted["arguments"])):
                        self.assertEqual(wanted, got)


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        unittest.main()
