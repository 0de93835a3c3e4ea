import { describeJournal } from "./journal-contract.ts";
import { createMemoryJournal } from "./memory-journal.ts";

describeJournal("the memory journal", { open: createMemoryJournal, obstruct: null, keeps: false });
