/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The server's own route table and limits stand in front; nothing may fetch or resize on request.
  images: { unoptimized: true },
};

export default config;
