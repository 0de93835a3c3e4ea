"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { OfficeFrame } from "#components/office/office-frame.tsx";
import { FigureCalls } from "./figure-calls.tsx";
import { FilteredCalls } from "./filtered-calls.tsx";
import { words } from "./words.ts";

/** History: the calls a filter lets through, or exactly those a figure counts. */
export function CallsScreen() {
  const search = useSearchParams().toString();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const figure = params.get("figure");
  return (
    <OfficeFrame title={words.title} screen="calls">
      {figure === null ? <FilteredCalls params={params} /> : <FigureCalls figure={figure} params={params} />}
    </OfficeFrame>
  );
}
