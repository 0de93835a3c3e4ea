import type { Metadata } from "next";
import { SignInScreen } from "#components/access/sign-in-screen.tsx";

export const metadata: Metadata = { title: "Sign in · Ringside" };

export default function SignInPage() {
  return <SignInScreen />;
}
