import { readWallOptions, type WallQuery } from "#components/wall/wall-options.ts";
import { WallScreen } from "#components/wall/wall-screen.tsx";

export default async function WallPage({ searchParams }: { searchParams: Promise<WallQuery> }) {
  return <WallScreen board="all" {...readWallOptions(await searchParams)} />;
}
