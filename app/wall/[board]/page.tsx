import { headers } from "next/headers";
import { UnknownBoard } from "#components/screens/unknown-board.tsx";
import { readWallOptions, type WallQuery } from "#components/wall/wall-options.ts";
import { WallScreen } from "#components/wall/wall-screen.tsx";
import { pageFactsHeader, readPageFacts } from "#lib/screens/page-facts.ts";

interface BoardPageProps {
  readonly params: Promise<{ readonly board: string }>;
  readonly searchParams: Promise<WallQuery>;
}

export default async function BoardPage({ params, searchParams }: BoardPageProps) {
  const { build, screen, boards } = readPageFacts((await headers()).get(pageFactsHeader));
  const { board } = await params;
  const query = await searchParams;
  if (!boards.some(({ id }) => id === board)) return <UnknownBoard boards={boards} screen={screen} />;
  return <WallScreen {...readWallOptions(query)} board={board} screenBuild={screen ? build : null} />;
}
