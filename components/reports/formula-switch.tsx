import { SelectField } from "#components/ui/select-field.tsx";
import { formulaNames, formulas } from "#lib/report/formulas.ts";
import type { ReportPart } from "./report-part.ts";
import { words } from "./words.ts";

const options = formulaNames.map((value) => ({ value, label: formulas[value].title }));

/** Which of the common formulas says how well callers were served: all of them count the same calls. */
export function FormulaSwitch({ choice, choose }: Pick<ReportPart, "choice" | "choose">) {
  return (
    <SelectField
      label={words.formula}
      options={options}
      value={choice.formula}
      onChange={(formula) => choose({ formula })}
      hint={
        <span title={words.formulaWhere} data-testid="formula-words">
          {formulas[choice.formula].words}
        </span>
      }
    />
  );
}
