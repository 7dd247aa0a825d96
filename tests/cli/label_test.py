"""smallprint-index label, and the labeler that build records."""

import json
import shutil
import subprocess
import unittest

from smallprint import (INDEX_PROGRAM, ROOT, SECONDS_PER_RUN, CliTest, Outcome, environment,
                        smallprint_index, write_snapshot)

MODEL = ROOT / "data" / "practices" / "model.bin"
RULES = ROOT / "data" / "practices"

SHARING = "We share your email address with third parties."
DENIAL = "We never share your email address with third parties."


def label(segments, *arguments):
    """Labels (segment_id, text) pairs, or objects as they are."""
    lines = [json.dumps(segment if isinstance(segment, dict)
                        else {"segment_id": segment[0], "text": segment[1]})
             for segment in segments]
    return label_lines("\n".join(lines), *arguments)


def label_lines(lines, *arguments):
    done = subprocess.run([INDEX_PROGRAM, "label", *map(str, arguments)],
                          input=lines.encode(), capture_output=True,
                          env=environment(), timeout=SECONDS_PER_RUN, check=False)
    return Outcome(done.returncode, done.stdout, done.stderr)


class Label(CliTest):
    def test_prints_categories_polarity_attributes_and_statements(self):
        for labeler in ("rules", "model"):
            with self.subTest(labeler=labeler):
                outcome = label([("1:0", SHARING)], "--labeler", labeler)

                self.assert_code(0, outcome)
                line = outcome.json
                self.assert_valid("label_line", line)
                self.assertEqual("1:0", line["segment_id"])
                self.assertIn("Third Party Sharing/Collection", line["categories"])
                self.assertEqual(["performed"], line["polarity"]["Third Party Sharing/Collection"])
                self.assertIn("Contact", line["attributes"]["Personal Information Type"])
                statement = next(statement for statement in line["practices"]
                                 if statement["practice"] == "third-party-sharing-collection")
                self.assertEqual(SHARING, statement["evidence"])
                self.assertEqual(["contact"], statement["data"])

    def test_data_types_go_with_what_is_said_of_them(self):
        for text in ("We share your IP address with partners, but we never share your email address.",
                     "We never share your email address, but we share your IP address with partners."):
            for labeler in ("rules", "model"):
                with self.subTest(text=text, labeler=labeler):
                    line = label([("1:0", text)], "--labeler", labeler).json

                    stated = {statement["polarity"]: statement["data"] for statement in line["practices"]
                              if statement["practice"] == "third-party-sharing-collection"}
                    self.assertEqual({"performed": ["ip-device-id"], "denied": ["contact"]}, stated)

    def states_of(self, text):
        line = label([("1:0", text)]).json
        return [statement["polarity"] for statement in line["practices"]
                if statement["practice"] == "third-party-sharing-collection"]

    def test_what_is_excepted_from_a_denial_is_conditional_alone(self):
        self.assertEqual(["conditional"], self.states_of(
            "We never disclose your personal information to third parties, except where required by "
            "law or to provide you with a requested service."))

    def test_authorized_recipients_are_no_consent(self):
        self.assertEqual(["performed"], self.states_of(
            "We may share your information with our authorized dealers."))

    def test_what_the_reader_may_demand_is_not_stated(self):
        for text in ("Click on the \"Do Not Sell My Personal Information\" link.",
                     "You can request that Acme not share your email address with our affiliates.",
                     "You may ask that we not share your email address with third parties."):
            with self.subTest(text=text):
                self.assertEqual([], self.states_of(text))

    def test_model_tells_a_denial(self):
        line = label([("1:0", DENIAL)]).json

        self.assertEqual(["denied"], line["polarity"]["Third Party Sharing/Collection"])

    def test_the_default_is_the_model_of_the_program(self):
        segments = [("1:0", SHARING), ("1:1", DENIAL)]

        self.assertEqual(label(segments).out, label(segments, "--labeler", "model").out)
        self.assertEqual(label(segments).out, label(segments, "--model", MODEL).out)
        self.assertEqual(label(segments).out, label(segments, "--rules", RULES).out)

    def test_answers_in_the_order_of_the_segments(self):
        outcome = label([("2:1", SHARING), ("2:2", "Nothing."), ("1:0", DENIAL)])

        self.assertEqual(["2:1", "2:2", "1:0"],
                         [line["segment_id"] for line in outcome.json_lines])

    def test_a_policy_does_not_change_the_labels_of_another(self):
        alone = label([("2:0", "This may happen.")]).out
        after = label([("1:0", "Data Security\nWe encrypt everything."),
                       ("2:0", "This may happen.")]).out

        self.assertEqual(alone, after.split("\n", 1)[1])

    def test_a_data_type_with_few_examples_is_told_by_the_rules_in_either_case(self):
        for labeler in ("rules", "model"):
            with self.subTest(labeler=labeler):
                line = label([("1:0", "We collect your health data.")], "--labeler", labeler).json

                self.assertEqual(["health"], line["practices"][0]["data"])

    def test_a_heading_may_be_null_and_a_line_empty(self):
        segment = {"segment_id": "1:0", "text": SHARING}
        plain = label([segment]).out
        lines = json.dumps({**segment, "heading": None}) + "\n\n"

        self.assertEqual(plain, label_lines(lines).out)

    def test_no_segments_are_no_answers(self):
        outcome = label([])

        self.assert_code(0, outcome)
        self.assertEqual("", outcome.out)


class Refused(CliTest):
    def assert_refused(self, code, message, *arguments):
        outcome = label([("1:0", SHARING)], *arguments)

        self.assert_code(code, outcome)
        self.assertEqual("", outcome.out)
        self.assertEqual(f"smallprint-index: {message}", outcome.err.splitlines()[0])

    def test_unknown_labeler_is_64(self):
        outcome = label([], "--labeler", "oracle")

        self.assert_code(64, outcome)
        self.assertIn("oracle", outcome.err)

    def test_missing_model_is_66(self):
        path = self.folder / "none.bin"

        self.assert_refused(66, f"{path}: cannot read this model", "--model", path)

    def test_damaged_model_is_64(self):
        path = self.folder / "model.bin"
        content = bytearray(MODEL.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)

        self.assert_refused(64, f"{path}: damaged: the digest of the model is another",
                            "--model", path)

    def test_foreign_file_as_model_is_64(self):
        path = self.folder / "model.bin"
        path.write_text("hello")

        self.assert_refused(64, f"{path}: no model of smallprint", "--model", path)

    def test_rules_alone_with_a_model_is_64(self):
        self.assert_refused(64, "--labeler rules takes no model",
                            "--labeler", "rules", "--model", MODEL)

    def test_model_with_a_table_of_models_is_64(self):
        self.assert_refused(64, "--model and --model-folds exclude each other",
                            "--model", MODEL, "--model-folds", "folds.tsv")

    def test_policy_that_is_not_in_the_table_is_64(self):
        shutil.copy(MODEL, self.folder / "model.bin")
        table = self.folder / "folds.tsv"
        table.write_text("2\tmodel.bin\n")

        self.assert_refused(64, f"{table}: no model for 1", "--model-folds", table)

    def test_missing_rules_are_66(self):
        outcome = label([], "--rules", self.folder)

        self.assert_code(66, outcome)

    def test_line_that_is_no_segment_is_64(self):
        outcome = label([("1:0", SHARING), {"text": "no id"}])

        self.assert_code(64, outcome)
        self.assertIn("standard input, line 2", outcome.err)


class Build(CliTest):
    def setUp(self):
        super().setUp()
        write_snapshot(self.archive, "a.com", "2015-01-01", SHARING)
        shutil.copy(MODEL, self.folder / "model.bin")

    def test_report_names_rules_and_model(self):
        by_model = self.build_with_report("--full")
        by_rules = self.build_with_report("--full", "--labeler", "rules")

        self.assertRegex(by_model["labeler"], r"^smallprint-labeler/4 rules:\w{32} model:\w{32}$")
        self.assertRegex(by_rules["labeler"], r"^smallprint-labeler/4 rules:\w{32}$")
        self.assertNotEqual(by_model["index_digest"], by_rules["index_digest"])

    def test_another_labeler_makes_a_new_generation(self):
        self.build()
        again = self.build_with_report()
        by_rules = self.build_with_report("--labeler", "rules")

        self.assertFalse(again["changes"]["new_generation"])
        self.assertTrue(by_rules["changes"]["new_generation"])

    def test_table_of_models_labels_each_site_with_its_own(self):
        table = self.folder / "folds.tsv"
        table.write_text("a.com\tmodel.bin\n")

        report = self.build_with_report("--model-folds", table)

        self.assertRegex(report["labeler"], r"^smallprint-labeler/4 rules:\w{32} folds:\w{32}$")

    def test_site_that_is_not_in_the_table_is_64(self):
        table = self.folder / "folds.tsv"
        table.write_text("b.com\tmodel.bin\n")

        outcome = smallprint_index("build", self.archive, "--index", self.index,
                                   "--model-folds", table)

        self.assert_code(64, outcome)
        self.assertIn(f"{table}: no model for a.com", outcome.err)


if __name__ == "__main__":
    unittest.main()
