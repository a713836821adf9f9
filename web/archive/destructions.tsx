import { Button } from 'antd'
import { useState } from 'react'
import { ARCHIVE_PATHS, isMaterial, MATERIALS } from '../../src/archive/catalogue-contract.js'
import {
  DESTRUCTION_STATES,
  DESTRUCTION_STEPS,
  type DestructionDetail,
  type DestructionList,
} from '../../src/archive/destruction-contract.js'
import { dayText, instantText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { WORDS } from '../words.js'
import { Asking } from './asking.js'
import { PaperShown } from './paper-shown.js'
import { ARCHIVE } from './words.js'

/** 销毁案：each with its register, printed as it stands. */
export function Destructions() {
  const { say, language } = useLanguage()
  const [shown, setShown] = useState<string>()
  const cases = useAsk<DestructionList>(ARCHIVE_PATHS.destructions)
  if (shown !== undefined) return <Case id={shown} onBack={() => setShown(undefined)} />
  return (
    <Answer of={cases} rows={6}>
      {(found) =>
        found.cases.length === 0 ? (
          <Empty title={say(ARCHIVE.noDestructions)} />
        ) : (
          <DataTable
            caption={say(ARCHIVE.destruction)}
            rows={found.cases}
            keyOf={({ id }) => id}
            columns={[
              { name: 'number', title: ARCHIVE.number, cell: ({ number }) => number },
              { name: 'state', title: ARCHIVE.state, cell: ({ state }) => say(DESTRUCTION_STATES[state]) },
              { name: 'reason', title: ARCHIVE.reason, cell: ({ reason }) => reason },
              { name: 'papers', title: ARCHIVE.papers, amount: true, cell: ({ papers }) => papers },
              { name: 'made', title: ARCHIVE.at, cell: ({ madeAt }) => instantText(madeAt, language) },
              {
                name: 'open',
                title: ARCHIVE.register,
                cell: ({ id }) => (
                  <Button size="small" onClick={() => setShown(id)}>
                    {say(ARCHIVE.show)}
                  </Button>
                ),
              },
            ]}
          />
        )
      }
    </Answer>
  )
}

function Case({ id, onBack }: { readonly id: string; readonly onBack: () => void }) {
  const { say } = useLanguage()
  const one = useAsk<DestructionDetail>(pathOf(ARCHIVE_PATHS.destruction, { id }))
  return (
    <Answer of={one} rows={6}>
      {(found) => (
        <Section
          title={`${say(ARCHIVE.register)} ${found.number} · ${say(DESTRUCTION_STATES[found.state])}`}
          aside={
            <span className="desk-tools no-print">
              <Button onClick={onBack}>{say(ARCHIVE.back)}</Button>
              <Button onClick={printPage}>{say(WORDS.print)}</Button>
            </span>
          }
        >
          <div className="page-body stacked">
            <p>{found.reason}</p>
            <Items found={found} />
            <Steps found={found} />
            {found.abilities.map((act) => (
              <Asking
                key={act}
                title={ARCHIVE[act]}
                danger={act === 'execute' || act === 'approve'}
                path={pathOf(ARCHIVE_PATHS.destructionStep, { id, step: act })}
                fields={[{ name: 'note', label: ARCHIVE.note, most: 500 }]}
                bodyOf={({ note = '' }) => ({ note })}
              />
            ))}
          </div>
        </Section>
      )}
    </Answer>
  )
}

function Items({ found: { items } }: { readonly found: DestructionDetail }) {
  const { say, language } = useLanguage()
  return (
    <DataTable
      caption={say(ARCHIVE.register)}
      rows={items}
      keyOf={({ documentId }) => documentId}
      columns={[
        { name: 'number', title: ARCHIVE.archiveNumber, cell: ({ archiveNumber }) => archiveNumber ?? '—' },
        {
          name: 'material',
          title: ARCHIVE.material,
          cell: ({ material }) => (isMaterial(material) ? say(MATERIALS[material]) : material),
        },
        { name: 'years', title: ARCHIVE.retention, cell: ({ years }) => say(ARCHIVE.years, { years }) },
        { name: 'over', title: ARCHIVE.overOn, cell: ({ overOn }) => dayText(overOn, language) },
        { name: 'basis', title: ARCHIVE.basis, cell: ({ basis }) => basis },
        {
          name: 'digest',
          title: ARCHIVE.digest,
          cell: ({ digest }) => <code title={digest}>{digest.slice(0, 16)}</code>,
        },
        {
          name: 'gone',
          title: ARCHIVE.destroyedAt,
          cell: ({ documentId, destroyedAt }) =>
            destroyedAt === undefined ? (
              <PaperShown path={pathOf(ARCHIVE_PATHS.file, { id: documentId })} label={ARCHIVE.open} />
            ) : (
              instantText(destroyedAt, language)
            ),
        },
      ]}
    />
  )
}

function Steps({ found: { steps } }: { readonly found: DestructionDetail }) {
  const { say, language } = useLanguage()
  return (
    <DataTable
      caption={say(ARCHIVE.steps)}
      rows={steps}
      keyOf={({ at, step }) => `${at}/${step}`}
      columns={[
        { name: 'step', title: ARCHIVE.steps, cell: ({ step }) => say(DESTRUCTION_STEPS[step]) },
        { name: 'by', title: ARCHIVE.by, cell: ({ by }) => by },
        { name: 'at', title: ARCHIVE.at, cell: ({ at }) => instantText(at, language) },
        { name: 'note', title: ARCHIVE.remark, cell: ({ note }) => note },
      ]}
    />
  )
}
