"""`agree`: sheets that `sample` printed and coders filled in."""

import csv
import io
import unittest

from smallprint import SampleTest, as_documented, documented_runs, smallprint_search


class Agree(SampleTest):
    def sheet(self, name, codes, **dialect):
        """A sheet of as many rows as `codes`, coded in this order; `dialect` goes to csv.writer."""
        printed = self.search("sample", "email", "--size", len(codes), "--seed", "7").out
        rows = list(csv.reader(io.StringIO(printed, newline="")))
        path = self.folder / name
        with path.open("w", newline="", encoding=dialect.pop("encoding", "utf-8")) as file:
            writer = csv.writer(file, **dialect)
            writer.writerow(rows[0])
            for row, code in zip(rows[1:], codes, strict=True):
                row[rows[0].index("code")] = code
                writer.writerow(row)
        return path

    def agree(self, *sheets):
        outcome = smallprint_search("agree", *sheets, "--format", "json")
        self.assert_code(0, outcome)
        self.assert_valid("agreement", outcome.json)
        return outcome.json

    def assert_refused(self, code, part, *sheets):
        outcome = smallprint_search("agree", *sheets)
        self.assert_code(code, outcome)
        self.assertIn(part, outcome.err)
        self.assertEqual(b"", outcome.stdout)

    def test_krippendorffs_two_observers(self):
        # Krippendorff 2011, section A: alpha .095.
        meg = self.sheet("meg.csv", ["no", "yes"] + ["no"] * 6 + ["yes", "no"])
        owen = self.sheet("owen.csv", ["yes"] * 3 + ["no", "no", "yes"] + ["no"] * 4)
        answer = self.agree(meg, owen)

        self.assertEqual(0.0952, round(answer["overall"]["alpha"], 4))
        self.assertEqual(["no", "yes"], [code["code"] for code in answer["codes"]])
        for code in answer["codes"]:  # presence of one of two values says as much as both
            self.assertAlmostEqual(answer["overall"]["alpha"], code["alpha"])
        shown = [(command, output) for command, output in documented_runs("sampling.md")
                 if command[1] == "agree"]
        self.assertEqual(1, len(shown))
        for command, output in shown:
            self.assertIn("0.0952", output)
            self.assertEqual(output, as_documented(smallprint_search(*command[1:], cwd=self.folder).out))

    def test_spreadsheets_that_write_otherwise(self):
        codes = ["ads", "ads; sold", "none", "", "sold"]
        plain = self.sheet("plain.csv", codes)
        other = self.sheet("other.csv", codes, delimiter=";", quoting=csv.QUOTE_ALL, encoding="utf-8-sig")
        answer = self.agree(plain, other)

        self.assertEqual(1, answer["overall"]["alpha"])
        self.assertEqual(4, answer["pairable"])
        self.assertEqual([4, 4], answer["overall"]["uses"])
        self.assertEqual([2, 2], answer["codes"][0]["uses"])

    def test_three_sheets_of_which_one_is_half_coded(self):
        first = self.sheet("1.csv", ["a", "b", "a", "b"])
        second = self.sheet("2.csv", ["a", "b", "a", "a"])
        third = self.sheet("3.csv", ["a", "b", "", ""])
        answer = self.agree(first, second, third)

        self.assertEqual([4, 4, 2], [sheet["coded"] for sheet in answer["sheets"]])
        self.assertEqual([[1, 2], [1, 3], [2, 3]], [pair["sheets"] for pair in answer["overall"]["pairs"]])
        self.assertEqual([4, 2, 2], [pair["n"] for pair in answer["overall"]["pairs"]])

    def test_sheets_without_a_code_are_no_agreement(self):
        answer = self.agree(self.sheet("1.csv", ["", ""]), self.sheet("2.csv", ["", ""]))

        self.assertEqual((0, None), (answer["pairable"], answer["overall"]["alpha"]))
        self.assertEqual([], answer["codes"])

    def test_codes_and_names_of_files_send_no_control_characters(self):
        nasty = "ads\x1b[31m\u202e"
        sheets = [self.sheet(f"{number}\x1b[2J.csv", [nasty, "b"]) for number in (1, 2)]

        outcome = smallprint_search("agree", *sheets)
        self.assert_code(0, outcome)
        self.assertIn("ads", outcome.out)
        self.assert_no_controls(outcome.stdout)
        self.assertEqual([nasty, "b"], [code["code"] for code in self.agree(*sheets)["codes"]])
        outcome = smallprint_search("agree", sheets[0], self.sheet("3.csv", [nasty]))
        self.assert_code(66, outcome)
        self.assert_no_controls(outcome.stderr)

    def test_refusals(self):
        good = self.sheet("good.csv", ["a", "b"])
        bad = self.folder / "bad.csv"
        third = self.search("sample", "email", "--size", "3", "--seed", "7", "--format", "jsonl").json_lines[2]
        self.assert_refused(66, f"longer.csv:4: {third['passage_id']} does not stand in {good}; sheets that are "
                                "compared hold the same passages", good, self.sheet("longer.csv", ["a", "b", "a"]))
        for text, part in (("", "has no row"),
                           ("passage_id,code\n", "has no row"),
                           ("passage_id,notes\np:1,x\n", "bad.csv:1: no column 'code'"),
                           ("code,passage_id,code\na,p:1,b\n", "bad.csv:1: the column 'code' stands twice"),
                           ("passage_id,code\n,x\n", "bad.csv:2: a row without a passage_id"),
                           ("passage_id,code\np:1,x\np:1,y\n", "bad.csv:3: p:1 stands in the sheet twice"),
                           ("passage_id,code\np:1\n", "bad.csv:2: no CSV: 1 fields where the first line has 2"),
                           ('passage_id,code\np:1,"x\n', "bad.csv:2: no CSV: a quote is never closed")):
            with self.subTest(text=text):
                bad.write_text(text)
                self.assert_refused(66, part, good, bad)
        bad.write_bytes(b"passage_id,code\np:1,caf\xe9\n")
        self.assert_refused(66, "bad.csv:2: no CSV: a field is not in UTF-8", good, bad)
        self.assert_refused(66, "cannot open", good, self.folder / "none.csv")
        self.assert_refused(64, "name two coding sheets or more", good)
        self.assert_refused(64, "--limit", good, good, "--limit", "3")


if __name__ == "__main__":
    unittest.main()
