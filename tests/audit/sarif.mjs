// Checks SARIF reports against the schema that Microsoft's jest-sarif ships (SARIF 2.1.0, the one
// of SchemaStore). `node tests/audit/sarif.mjs` reads lines of JSON, each [name, report], and says
// what is wrong with each; the exit status is 1 where something is, and where nothing came.
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const require = createRequire(import.meta.url);
const Ajv = require("ajv");
const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");

const ajv = new Ajv({ schemaId: "auto", allErrors: true });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const valid = ajv.compile(schema);

const reports = (await text(process.stdin)).split("\n").filter(Boolean).map((line) => JSON.parse(line));
const wrong = reports.filter(([, report]) => !valid(report));
for (const [name, report] of wrong) {
  valid(report);
  for (const error of valid.errors) console.log(`${name}: ${error.dataPath} ${error.message}`);
}
console.log(`${reports.length} SARIF reports looked at, ${wrong.length} against the schema`);
process.exitCode = wrong.length > 0 || reports.length === 0 ? 1 : 0;
