import { Button } from 'antd'
import { useState } from 'react'
import { STAGES, type Stage } from '../../src/collection/contract.js'
import { RISKS, type RouteMatrix } from '../../src/collection/route-contract.js'
import { ROUTE } from '../desk/work-words.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer } from '../shell/states.js'
import { WORDS } from '../words.js'
import { ROUTE_PATHS } from './paths.js'
import { ProposeDialog } from './propose-dialog.js'
import { RouteChanges } from './route-changes.js'

export type KindRow = RouteMatrix['kinds'][number]

/** 审核路线：岗位×环节×种类, with the written duties; it prints. */
export function RoutesPage() {
  const { say } = useLanguage()
  const matrix = useAsk<RouteMatrix>(ROUTE_PATHS.matrix)
  return (
    <Page
      title={say(ROUTE.title)}
      lead={say(ROUTE.lead)}
      actions={
        <Button className="no-print" onClick={printPage}>
          {say(WORDS.print)}
        </Button>
      }
    >
      <Answer of={matrix}>{(found) => <Matrix matrix={found} />}</Answer>
      <div className="no-print">
        <RouteChanges />
      </div>
    </Page>
  )
}

function Matrix({ matrix }: { readonly matrix: RouteMatrix }) {
  const { say } = useLanguage()
  const { can } = useSession()
  const [edited, setEdited] = useState<KindRow>()
  const columns: Column<KindRow>[] = [
    { name: 'kind', title: ROUTE.kind, cell: ({ says }) => say(says) },
    { name: 'risk', title: ROUTE.risk, cell: ({ risk }) => say(RISKS[risk]) },
    ...(Object.keys(STAGES) as Stage[]).map(
      (stage): Column<KindRow> => ({
        name: stage,
        title: STAGES[stage],
        cell: (row) => <Step row={row} stage={stage} />,
      }),
    ),
    {
      name: 'proofs',
      title: ROUTE.proofs,
      cell: ({ proofs }) => proofs.map((proof) => say(proof)).join(say({ zh: '、', en: ', ' })),
    },
    { name: 'sample', title: ROUTE.sampleShare, cell: ({ sampleShare }) => `${sampleShare / 10_000}%` },
    {
      name: 'handOver',
      title: ROUTE.handOver,
      cell: ({ handOver }) =>
        handOver
          .map(({ agencyName, stage, toName }) => `${agencyName} · ${say(STAGES[stage])} → ${toName}`)
          .join(say({ zh: '；', en: '; ' })),
    },
    ...(can('route.propose')
      ? [
          {
            name: 'propose',
            title: ROUTE.propose,
            cell: (row: KindRow) => (
              <Button size="small" className="no-print" onClick={() => setEdited(row)}>
                {say(ROUTE.propose)}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <>
      <DataTable caption={say(ROUTE.title)} columns={columns} rows={matrix.kinds} keyOf={({ kind }) => kind} />
      <Section title={say(ROUTE.duties)}>
        <h3>{say(ROUTE.ofStages)}</h3>
        <Duties duties={matrix.stages.map(({ stage, says, duty }) => ({ key: stage, says, duty }))} />
        <h3>{say(ROUTE.ofPosts)}</h3>
        <Duties duties={matrix.posts.map(({ post, says, duty }) => ({ key: post, says, duty }))} />
      </Section>
      {edited && <ProposeDialog row={edited} matrix={matrix} onClose={() => setEdited(undefined)} />}
    </>
  )
}

function Duties({ duties }: { readonly duties: readonly { key: string; says: Both; duty: Both }[] }) {
  const { say } = useLanguage()
  return (
    <dl className="key-list">
      {duties.map(({ key, says, duty }) => (
        <div key={key}>
          <dt>{say(says)}</dt>
          <dd>{say(duty)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Step({ row, stage }: { readonly row: KindRow; readonly stage: Stage }) {
  const { say } = useLanguage()
  const step = row.steps.find((one) => one.stage === stage)
  if (step === undefined) return null
  return (
    <>
      {say(step.postSays)}
      {step.at !== 'own' && <small> · {say(step.atSays)}</small>}
    </>
  )
}
