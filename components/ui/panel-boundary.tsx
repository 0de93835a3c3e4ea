"use client";

import { Component, type ReactNode } from "react";

interface PanelBoundaryProps {
  readonly name: string;
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** ms after which a panel that failed is tried again: by then the record it stumbled over may be gone. */
const retryAfter = 10_000;

/** One panel that fails leaves the others standing, and comes back by itself: nobody is there to press reload. */
export class PanelBoundary extends Component<PanelBoundaryProps, { readonly failed: boolean }> {
  override readonly state = { failed: false };
  private retry: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    // biome-ignore lint/suspicious/noConsole: the one place where a screen without a keyboard can say what went wrong
    console.error(`The panel "${this.props.name}" failed.`, error);
    this.retry = setTimeout(() => this.setState({ failed: false }), retryAfter);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.retry);
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
