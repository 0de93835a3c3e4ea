"use client";

import { OfficeFrame } from "#components/office/office-frame.tsx";

export function DirectoryScreen() {
  return (
    <OfficeFrame title="Directory" screen="directory">
      {null}
    </OfficeFrame>
  );
}
