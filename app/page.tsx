import { readWallOptions, type WallQuery } from "#components/wall/wall-options.ts";
import { WallScreen } from "#components/wall/wall-screen.tsx";

/** Until people have roles, home is the wall. */
export default async function HomePage({ searchParams }: { searchParams: Promise<WallQuery> }) {
  return <WallScreen board="all" {...readWallOptions(await searchParams)} />;
}
