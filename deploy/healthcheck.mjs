// The health check of the image: whether the process lives. Whether it is to be sent anything is for a load balancer to ask.
const { PORT = "3000" } = process.env;
const answer = await fetch(`http://127.0.0.1:${PORT}/api/health?check=live`).catch(() => null);
process.exit(answer?.ok ? 0 : 1);
