import { Button } from 'antd'
import type { Candidates } from '../../src/collection/maintenance-contract.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { Empty } from '../shell/states.js'
import { MAINTAIN } from './words.js'

type Pair = Candidates['pairs'][number]
type Standing = Candidates['standing'][number]

/** 疑似重复，and the merges that stand. A likeness joins nobody: the clerk types both numbers from the documents. */
export function MergeCandidates({
  found,
  onUndo,
}: {
  readonly found: Candidates
  readonly onUndo: ((posting: string) => void) | undefined
}) {
  const { say } = useLanguage()
  const side = (one: Pair['one']) => (
    <>
      {one.fullName} <span className="number">{one.identityNumber}</span>
    </>
  )
  const columns: Column<Pair>[] = [
    { name: 'one', title: MAINTAIN.kept, cell: ({ one }) => side(one) },
    { name: 'other', title: MAINTAIN.merged, cell: ({ other }) => side(other) },
    { name: 'birth', title: MAINTAIN.birth, cell: ({ one }) => <span className="number">{one.birthDate}</span> },
    { name: 'why', title: MAINTAIN.why, cell: ({ why }) => say(why) },
  ]
  const standing: Column<Standing>[] = [
    { name: 'kept', title: MAINTAIN.kept, cell: ({ kept }) => side(kept) },
    { name: 'merged', title: MAINTAIN.merged, cell: ({ merged }) => side(merged) },
    { name: 'document', title: MAINTAIN.document, cell: ({ document }) => document },
    {
      name: 'undo',
      title: MAINTAIN.undo,
      cell: ({ posting }) => (
        <Button size="small" disabled={onUndo === undefined} onClick={() => onUndo?.(posting)}>
          {say(MAINTAIN.undo)}
        </Button>
      ),
    },
  ]
  return (
    <section aria-live="polite">
      {found.pairs.length === 0 ? (
        <Empty title={say(MAINTAIN.none)} />
      ) : (
        <DataTable
          caption={say(MAINTAIN.candidates)}
          columns={columns}
          rows={found.pairs}
          keyOf={({ one, other }) => `${one.personId}/${other.personId}`}
        />
      )}
      {found.more && <p className="desk-note">{say(MAINTAIN.more)}</p>}
      {found.standing.length > 0 && (
        <Section title={say(MAINTAIN.standing)}>
          <DataTable
            caption={say(MAINTAIN.standing)}
            columns={standing}
            rows={found.standing}
            keyOf={({ posting }) => posting}
          />
        </Section>
      )}
    </section>
  )
}
