import { Button } from 'antd'
import { useState } from 'react'
import { ARCHIVE_PATHS } from '../../src/archive/catalogue-contract.js'
import { type InspectionDetail, type InspectionList, ITEM_STATES } from '../../src/archive/inspection-contract.js'
import { CORRECTABLE } from '../../src/collection/entry-contract.js'
import { dayText, instantText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { WORDS } from '../words.js'
import { Asking } from './asking.js'
import { InspectionSheet } from './inspection-sheet.js'
import { useSend } from './use-send.js'
import { ARCHIVE } from './words.js'

/** 档案与数据库的抽查。 */
export function InspectionsPage() {
  const { say } = useLanguage()
  const [shown, setShown] = useState<string>()
  return (
    <Page title={say(ARCHIVE.inspections)} lead={say(ARCHIVE.inspectionsLead)}>
      {shown === undefined ? <Cases onOpen={setShown} /> : <Case id={shown} onBack={() => setShown(undefined)} />}
    </Page>
  )
}

function Cases({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const { say, language } = useLanguage()
  const cases = useAsk<InspectionList>(ARCHIVE_PATHS.inspections)
  return (
    <Answer of={cases} rows={6}>
      {({ inspections, agencies }) => (
        <>
          <Asking<InspectionDetail>
            title={ARCHIVE.openCase}
            path={ARCHIVE_PATHS.inspections}
            fields={[
              {
                ...{ name: 'agency', label: ARCHIVE.agency },
                choices: agencies.map(({ code, name }) => ({ value: code, text: name })),
              },
              { name: 'fromDay', label: ARCHIVE.from, type: 'date' },
              { name: 'throughDay', label: ARCHIVE.through, type: 'date' },
              { name: 'size', label: ARCHIVE.sampleSize, type: 'number' },
            ]}
            bodyOf={({ size = '', ...rest }) => ({ ...rest, size: Number(size) })}
            onDone={({ id }) => onOpen(id)}
          />
          {inspections.length === 0 ? (
            <Empty title={say(ARCHIVE.noInspections)} />
          ) : (
            <DataTable
              caption={say(ARCHIVE.inspections)}
              rows={inspections}
              keyOf={({ id }) => id}
              columns={[
                { name: 'agency', title: ARCHIVE.agency, cell: ({ agencyName }) => agencyName },
                { name: 'from', title: ARCHIVE.from, cell: ({ fromDay }) => dayText(fromDay, language) },
                { name: 'through', title: ARCHIVE.through, cell: ({ throughDay }) => dayText(throughDay, language) },
                { name: 'drawn', title: ARCHIVE.sampleSize, amount: true, cell: ({ drawn }) => drawn },
                { name: 'of', title: ARCHIVE.population, amount: true, cell: ({ population }) => population },
                {
                  name: 'closed',
                  title: ARCHIVE.state,
                  cell: ({ closedAt }) =>
                    closedAt === undefined ? say(ARCHIVE.caseOpen) : instantText(closedAt, language),
                },
                {
                  name: 'open',
                  title: ARCHIVE.open,
                  cell: ({ id }) => (
                    <Button size="small" onClick={() => onOpen(id)}>
                      {say(ARCHIVE.look)}
                    </Button>
                  ),
                },
              ]}
            />
          )}
        </>
      )}
    </Answer>
  )
}

function Case({ id, onBack }: { readonly id: string; readonly onBack: () => void }) {
  const { say, language } = useLanguage()
  const [item, setItem] = useState<number>()
  const one = useAsk<InspectionDetail>(pathOf(ARCHIVE_PATHS.inspection, { id }))
  const closing = useSend()
  return (
    <Answer of={one} rows={6}>
      {(found) => (
        <Section
          title={`${found.agencyName} ${dayText(found.fromDay, language)}—${dayText(found.throughDay, language)}`}
          aside={
            <span className="desk-tools no-print">
              <Button onClick={onBack}>{say(ARCHIVE.back)}</Button>
              <Button onClick={printPage}>{say(WORDS.print)}</Button>
              {found.closedAt === undefined && (
                <Button
                  type="primary"
                  onClick={() => closing.mutate({ path: pathOf(ARCHIVE_PATHS.inspectionClose, { id }) })}
                >
                  {say(ARCHIVE.closeCase)}
                </Button>
              )}
            </span>
          }
        >
          <FormProblem error={closing.error} />
          <Result found={found} />
          <DataTable
            caption={say(ARCHIVE.inspections)}
            rows={found.items}
            keyOf={(row) => String(row.item)}
            columns={[
              { name: 'item', title: ARCHIVE.item, cell: (row) => row.item },
              { name: 'kind', title: ARCHIVE.kind, cell: ({ kind }) => say(factName(kind)) },
              {
                name: 'place',
                title: ARCHIVE.voucher,
                cell: ({ posting, ordinal }) => <span className="number">{`${posting}/${ordinal}`}</span>,
              },
              { name: 'state', title: ARCHIVE.state, cell: ({ state }) => say(ITEM_STATES[state]) },
              {
                name: 'open',
                title: ARCHIVE.look,
                cell: (row) => (
                  <Button size="small" onClick={() => setItem(row.item)}>
                    {say(ARCHIVE.look)}
                  </Button>
                ),
              },
            ]}
          />
          {item !== undefined && <InspectionSheet key={item} id={id} item={item} onDone={() => setItem(undefined)} />}
        </Section>
      )}
    </Answer>
  )
}

const PPM_OF_PERCENT = 10_000

function Result({ found: { result, seed, population, drawn } }: { readonly found: InspectionDetail }) {
  const { say } = useLanguage()
  const { error, formula, ...counts } = result
  const percent = (ppm: number) => (ppm / PPM_OF_PERCENT).toFixed(2)
  return (
    <div className="card">
      <p>
        {say(ARCHIVE.sampleSize)} {drawn} / {say(ARCHIVE.population)} {population} · {say(ARCHIVE.seed)}{' '}
        <code>{seed}</code>
      </p>
      <p>{say(ARCHIVE.resultSays, counts)}</p>
      <p>
        {say(ARCHIVE.rateSays, {
          ...{ rate: percent(error.rate), low: percent(error.low), high: percent(error.high) },
          formula: say(formula),
        })}
      </p>
    </div>
  )
}

function factName(kind: string): Both {
  const names: Readonly<Record<string, Both>> = { ...CORRECTABLE }
  return names[kind] ?? { zh: kind, en: kind }
}
