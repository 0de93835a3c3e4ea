/** What the server's process is told as it begins. */
export interface ServerPlan {
  /** What its clock says when the machine's says `from`, both epoch ms, and how many times as fast it goes. */
  readonly clock: { readonly from: number; readonly at: number; readonly rate: number };
  /** Its code is not compiled for speed. */
  readonly lean: boolean;
}

/** What it is asked, or told, while it runs. Each is answered. */
export type ServerOrder =
  | { readonly do: "tell-memory" }
  /** Keeps something of every request from now on, for ever: the control. */
  | { readonly do: "leak" }
  /** Puts its clock forward to `at`, epoch ms. */
  | { readonly do: "jump"; readonly at: number };

/** What it holds, and what its clock says. */
export interface ServerAnswer {
  /** bytes of its heap, and of what stands outside of it for the heap's objects; what nobody holds was collected. */
  readonly held: number;
  /** bytes of it that are compiled code: it grows for as long as anything becomes worth compiling. */
  readonly code: number;
  /** bytes of the whole process. */
  readonly resident: number;
  /** Epoch ms. */
  readonly at: number;
}
