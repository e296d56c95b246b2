// Makes the blank questionnaire as a PDF with survey-pdf, for measuring only:
// node blank.mjs MODULES QUESTIONNAIRE.json OUT.pdf, with what
// "csi questionnaire show ID --json" prints.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(process.argv[2] + "/");
const { SurveyPDF } = require("survey-pdf");
const q = JSON.parse(readFileSync(process.argv[3], "utf8"));
const pages = q.sections.map((s) => ({
	name: s.id,
	title: s.title,
	elements: s.items.map((it) => ({
		type: "radiogroup",
		name: it.id,
		title: it.text,
		choices: q.scales[it.scale].map((p) => ({ value: p.value, text: `${p.value} ${p.label}` })).concat([{ value: "dk", text: "Don't know" }]),
	})),
}));
const survey = new SurveyPDF({ title: q.title, pages }, { format: "a4" });
const pdf = await survey.raw("arraybuffer");
writeFileSync(process.argv[4], Buffer.from(pdf));
