import { Button } from "#components/ui/button.tsx";
import { Trouble } from "./trouble.tsx";

/** At the end of a form in a dialog: why it was not taken, and the button. */
export function FormEnd({ trouble, button }: { trouble: string | null; button: string }) {
  return (
    <>
      <Trouble text={trouble} />
      <div className="flex justify-end">
        <Button type="submit" tone="primary">
          {button}
        </Button>
      </div>
    </>
  );
}
