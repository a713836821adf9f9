import { Button } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { SEAL_PATHS, type SealsAnswer, type SealView } from '../../src/access/seal-contract.js'
import { dayText } from '../shell/amounts.js'
import { inList } from '../shell/both.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer, Empty } from '../shell/states.js'
import { DecideSeal, type SealAct } from './decide-seal.js'
import { ProposeSeal } from './propose-seal.js'
import { SEAL, SEAL_STATES } from './words.js'

/** 依法封存：asked for from a case, approved by another, listed for the supervisor. */
export function SealsPage() {
  const { say } = useLanguage()
  const [params] = useSearchParams()
  const [caseId, matter] = [params.get('case'), params.get('matter')]
  const answer = useAsk<SealsAnswer>(SEAL_PATHS.all)
  return (
    <Page title={say(SEAL.title)} lead={say(SEAL.lead)}>
      {caseId !== null && matter !== null && <ProposeSeal caseId={caseId} matter={matter} />}
      <Answer of={answer} rows={4}>
        {({ seals }) => (seals.length === 0 ? <Empty title={say(SEAL.none)} /> : <Seals seals={seals} />)}
      </Answer>
    </Page>
  )
}

function Seals({ seals }: { readonly seals: readonly SealView[] }) {
  const { say, language } = useLanguage()
  const { who } = useSession()
  const [acting, setActing] = useState<{ readonly seal: SealView; readonly act: SealAct }>()
  const approver = who?.posts.includes('queryApprover') ?? false
  const columns: readonly Column<SealView>[] = [
    { name: 'matter', title: SEAL.matter, cell: ({ matter, agencyName }) => `${matter} · ${agencyName}` },
    { name: 'basis', title: SEAL.basis, cell: ({ basis }) => basis },
    { name: 'until', title: SEAL.until, cell: ({ untilDay }) => dayText(untilDay, language) },
    {
      name: 'people',
      title: SEAL.people,
      cell: ({ proposedBy, decidedBy }) => inList([proposedBy, decidedBy ?? '—'], language),
    },
    {
      name: 'state',
      title: SEAL.state,
      cell: ({ state, reason }) => [say(SEAL_STATES[state]), reason].filter(Boolean).join('：'),
    },
    {
      name: 'act',
      title: SEAL.act,
      cell: (seal) =>
        (approver ? actsOn(seal) : []).map((act) => (
          <Button key={act} size="small" onClick={() => setActing({ seal, act })}>
            {say(SEAL[act])}
          </Button>
        )),
    },
  ]
  return (
    <>
      <DataTable caption={say(SEAL.title)} columns={columns} rows={seals} keyOf={({ proposalId }) => proposalId} />
      {acting && <DecideSeal {...acting} onClose={() => setActing(undefined)} />}
    </>
  )
}

function actsOn({ state, mine }: SealView): readonly SealAct[] {
  if (state === 'proposed') return mine ? [] : ['approve', 'refuse']
  return state === 'approved' ? ['end'] : []
}
