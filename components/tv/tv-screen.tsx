"use client";

import { useEffect, useState } from "react";
import { QrCode } from "./qr-code.tsx";
import { type Offer, usePairing } from "./use-pairing.ts";
import { words } from "./words.ts";
import "./tv.css";

/** What a TV shows until an admin has approved it: a code, and where it is typed. Read from across a room. */
export function TvScreen() {
  const { offer, notice, trouble } = usePairing();
  return (
    <main className="tv" data-testid="tv">
      <h1>{words.title}</h1>
      {notice === null ? null : (
        <p className="tv-notice" role="status" data-testid="tv-notice">
          {words.notices[notice]}
        </p>
      )}
      {offer === null ? <p className="tv-steps">{trouble === null ? words.asking : null}</p> : <Steps offer={offer} />}
      <footer className="tv-foot">
        <p role="status" className={trouble === null ? "" : "tv-trouble"} data-testid="tv-state">
          {trouble ?? (offer === null ? "" : words.waiting(Math.ceil(offer.expiresIn / 60)))}
        </p>
        <SoundHint />
        <a className="tv-person" href="/sign-in?next=%2Fwall">
          {words.signIn}
        </a>
      </footer>
    </main>
  );
}

function Steps({ offer: { code, approveAt } }: { offer: Offer }) {
  const url = new URL(approveAt ?? `/admin/screens?code=${code}`, window.location.href);
  const ownAlone = isLoopback(url.hostname);
  return (
    <>
      <div className="tv-steps">
        <p>
          {words.scan}, {words.orOpen}
        </p>
        <p className="tv-address">
          <bdi>{`${url.host}/admin/screens`}</bdi>
        </p>
        <p>{words.andType}</p>
        <p className="tv-code" data-testid="tv-code" data-code={code}>
          <span className="unseen">{words.spelled(code)}</span>
          <span aria-hidden="true">{code.slice(0, 3)}</span>
          <span aria-hidden="true">{code.slice(3)}</span>
        </p>
        {ownAlone ? <p className="tv-hint">{words.ownAddress}</p> : null}
      </div>
      <QrCode text={url.href} label={words.qr(url.href)} />
    </>
  );
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host.startsWith("127.") || host === "[::1]";
}

/** Browsers play nothing on pages that nobody has touched; the touch counts for the wall as well. */
function SoundHint() {
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    const touch = () => setTouched(true);
    const ended = new AbortController();
    const { signal } = ended;
    window.addEventListener("pointerdown", touch, { signal });
    window.addEventListener("keydown", touch, { signal });
    return () => ended.abort();
  }, []);
  return <p data-testid="tv-sound">{touched ? words.soundAllowed : words.sound}</p>;
}
