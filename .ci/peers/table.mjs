// Counts and quartiles of every item by country, with DuckDB, for measuring
// only: node table.mjs MODULES FILE.jsonl|FOLDER OUT.csv ITEM,ITEM,... Reads the
// values alone, with the layout told beforehand, in one pass and on all
// processors.
import { statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(process.argv[2] + "/");
const { DuckDBInstance } = require("@duckdb/node-api");
const [source, out, list] = process.argv.slice(3);
const items = list.split(",");
const files = statSync(source).isDirectory() ? source + "/**/*.json" : source;
const fields = items.map((id) => `"${id}" STRUCT("value" UTINYINT)`).join(", ");
const figures = items.map((id) => `count(responses."${id}"."value"), quantile_cont(responses."${id}"."value", [0.25, 0.5, 0.75])`).join(", ");
const db = await DuckDBInstance.create(":memory:");
const connection = await db.connect();
const reader = await connection.runAndReadAll(
	`SELECT frame.country, ${figures} FROM read_json('${files}', format = 'newline_delimited', columns = {frame: 'STRUCT(country VARCHAR)', responses: 'STRUCT(${fields})'}) GROUP BY frame.country`,
);
const lines = [];
for (const row of reader.getRows()) {
	items.forEach((id, i) => {
		const q = row[2 + 2 * i]?.items ?? [NaN, NaN, NaN];
		lines.push([row[0], id, row[1 + 2 * i], ...q].join(","));
	});
}
writeFileSync(out, lines.join("\n") + "\n");
