/** How components of the page reach its session, and the words in the user's language. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Language } from '../core/text.ts';
import type { Session, SessionState } from './session.ts';

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('A component of the detector’s page stands outside of it.');
  return session;
}

export function useSessionSlice<Slice>(select: (state: SessionState) => Slice): Slice {
  return useStore(useSession().store, select);
}

export function useWords() {
  const language = useSessionSlice((state) => state.language);
  const say = <Words>(words: Readonly<Record<Language, Words>>): Words => words[language];
  return { language, say };
}
