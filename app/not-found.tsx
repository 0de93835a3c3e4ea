export default function NotFound() {
  return (
    <main className="p-8">
      <h1 className="font-semibold text-2xl">There is no page here</h1>
      <p className="mt-4">
        The wall is at{" "}
        <a className="underline" href="/wall">
          /wall
        </a>
        .
      </p>
    </main>
  );
}
