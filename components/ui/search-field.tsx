import { TextField } from "./text-field.tsx";

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

/** Above a list, of which it leaves what holds the text. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  return (
    <div className="w-72 max-w-full">
      <TextField label={label} type="search" value={value} onChange={(event) => onSearch(event.currentTarget.value)} />
    </div>
  );
}
