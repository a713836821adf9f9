import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type {
  Candidates,
  MergeLook,
  MergePreview,
  MergeRequest,
  MergeUndoRequest,
  PersonSide,
} from '../../src/collection/maintenance-contract.js'
import { DraftNote, useUntouched } from '../desk/entry-form.js'
import { AgainNote, ReopenedPage } from '../desk/reopened.js'
import { ask, type Problem } from '../shell/api.js'
import { useDraft } from '../shell/drafts.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { FileWithGrounds, groundsOf } from './grounds.js'
import './maintenance.css'
import { MergeCandidates } from './merge-candidates.js'
import { isNamed, type Named, NOBODY, PersonFields } from './person-fields.js'
import { OverlapTable, SharesTable } from './shares-table.js'
import { MAINTAIN, MAINTAIN_PATHS } from './words.js'

/** 合并重复登记：candidates or by hand, both side by side, then filed. */
export function MergePage() {
  return (
    <ReopenedPage<MergeRequest | MergeUndoRequest>>
      {(before, resubmits) => <Merge before={before} resubmits={resubmits} />}
    </ReopenedPage>
  )
}

interface MergeProps {
  readonly before: MergeRequest | MergeUndoRequest | undefined
  readonly resubmits: string | undefined
}

function Merge({ before, resubmits }: MergeProps) {
  const { say } = useLanguage()
  const undone = before !== undefined && 'posting' in before ? before : undefined
  const joined = before !== undefined && 'kept' in before ? before : undefined
  const [kept, setKept] = useState<Named>(undone?.person ?? joined?.kept ?? NOBODY)
  const [merged, setMerged] = useState<Named>(joined?.merged ?? NOBODY)
  const [undoing, setUndoing] = useState(undone?.posting)
  const [grounds, setGrounds] = useState(() => groundsOf('mergeDuplicates', before))
  const draft = `merge ${resubmits ?? ''}`
  const typed = { kept, merged, undoing, grounds }
  const { restored, forget } = useDraft(
    draft,
    typed,
    (found) => {
      setKept(found.kept)
      setMerged(found.merged)
      setUndoing(found.undoing)
      setGrounds(found.grounds)
    },
    useUntouched(typed),
  )
  const comparing = useMutation<MergePreview, Problem, MergeLook>({
    mutationFn: (body) => ask(MAINTAIN_PATHS.mergePreview, { method: 'POST', body }),
  })
  const finding = useMutation<Candidates, Problem, Named>({
    mutationFn: (person) => ask(MAINTAIN_PATHS.candidates, { method: 'POST', body: isNamed(person) ? { person } : {} }),
  })
  const change = (set: (value: Named) => void) => (value: Named) => {
    set(value)
    setUndoing(undefined)
    comparing.reset()
  }
  return (
    <Page title={say(MAINTAIN.merge)} lead={say(MAINTAIN.mergeLead)}>
      <AgainNote resubmits={resubmits} />
      <DraftNote restored={restored} reopened={false} />
      <div className="maintain-pair">
        <PersonFields title={MAINTAIN.kept} value={kept} onChange={change(setKept)} />
        <PersonFields title={MAINTAIN.merged} value={merged} onChange={change(setMerged)} />
      </div>
      <div className="maintain-go">
        <span className="desk-note">{say(MAINTAIN.candidatesOf)}</span>
        <Button loading={finding.isPending} onClick={() => finding.mutate(kept)}>
          {say(MAINTAIN.candidates)}
        </Button>
        <Button
          type="primary"
          disabled={!isNamed(kept) || !isNamed(merged)}
          loading={comparing.isPending}
          onClick={() => comparing.mutate({ kept, merged })}
        >
          {say(MAINTAIN.compare)}
        </Button>
      </div>
      <FormProblem error={finding.error ?? comparing.error} />
      {finding.data && <MergeCandidates found={finding.data} onUndo={isNamed(kept) ? setUndoing : undefined} />}
      {undoing !== undefined && (
        <Section title={say(MAINTAIN.undo)}>
          <FileWithGrounds
            path={MAINTAIN_PATHS.undo}
            body={{ person: kept, posting: undoing }}
            resubmits={resubmits}
            {...{ grounds, draft, forget }}
            onGrounds={setGrounds}
            name={say(MAINTAIN.undo)}
            withDocument
          />
        </Section>
      )}
      {comparing.data && (
        <>
          <Sides preview={comparing.data} />
          <FileWithGrounds
            path={MAINTAIN_PATHS.merges}
            body={{ kept, merged }}
            resubmits={resubmits}
            {...{ grounds, draft, forget }}
            onGrounds={setGrounds}
            name={say(MAINTAIN.merge)}
            withDocument
          />
        </>
      )}
    </Page>
  )
}

function Sides({ preview }: { readonly preview: MergePreview }) {
  const { say } = useLanguage()
  const { kept, merged, together, overlap, notes } = preview
  return (
    <>
      {notes.map((note) => (
        <p key={note.zh} className="form-problem" role="note">
          {say(note)}
        </p>
      ))}
      <div className="maintain-pair">
        <Side title={say(MAINTAIN.kept)} side={kept} />
        <Side title={say(MAINTAIN.merged)} side={merged} />
      </div>
      <Section title={say(MAINTAIN.overlap)}>
        <OverlapTable overlap={overlap} one={MAINTAIN.kept} two={MAINTAIN.merged} />
      </Section>
      <Section title={say(MAINTAIN.together)}>
        <SharesTable caption={say(MAINTAIN.together)} shares={together} />
      </Section>
    </>
  )
}

function Side({ title, side }: { readonly title: string; readonly side: PersonSide }) {
  const { say } = useLanguage()
  const told = [
    [MAINTAIN.name, side.fullName],
    [MAINTAIN.number, side.identityNumber],
    [MAINTAIN.birth, side.birthDate],
    [MAINTAIN.agency, side.agency],
  ] as const
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <dl className="maintain-told">
        {told.map(([label, value]) => (
          <div key={label.en}>
            <dt>{say(label)}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
        {side.kinds.map(({ says, rows }) => (
          <div key={says.en}>
            <dt>{say(says)}</dt>
            <dd className="number">{rows}</dd>
          </div>
        ))}
      </dl>
      <SharesTable caption={title} shares={side.shares} />
    </section>
  )
}
