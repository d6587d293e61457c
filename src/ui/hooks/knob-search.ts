/** The knobs that hold what was typed. All that is written on them is loaded with the first letter. */
import { useEffect, useMemo, useState } from 'react';
import { knobNames, type KnobName } from '../../core/experiment/experiment.ts';

type Search = (query: string) => ReadonlySet<KnobName>;

const all: ReadonlySet<KnobName> = new Set(knobNames);

export function useKnobSearch(query: string): ReadonlySet<KnobName> {
  const [search, setSearch] = useState<Search>();
  const isAsked = query.trim() !== '';
  useEffect(() => {
    if (!isAsked || search !== undefined) return;
    void import('../../core/experiment/search-knobs.ts').then(({ searchKnobs }) => {
      setSearch(() => searchKnobs);
    });
  }, [isAsked, search]);
  return useMemo(() => (isAsked && search !== undefined ? search(query) : all), [isAsked, query, search]);
}
