import { Button, Input } from 'antd'
import { useState } from 'react'
import { BODY_KIND_NAMES, BODY_KINDS } from '../../src/access/pledge-contract.js'
import { type AgreementList, BATCH_STATES, type BatchDetail, type BatchList } from '../../src/archive/batch-contract.js'
import { ARCHIVE_PATHS } from '../../src/archive/catalogue-contract.js'
import type { PaperView as Paper } from '../../src/archive/contract.js'
import { KEEPING_PATHS } from '../../src/archive/keeping-contract.js'
import { PaperField } from '../desk/paper-field.js'
import { dayText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { Asking } from './asking.js'
import { PaperShown } from './paper-shown.js'
import { useSend } from './use-send.js'
import { ARCHIVE } from './words.js'

/** 外包批次，本机构一侧。 */
export function Batches() {
  const [shown, setShown] = useState<string>()
  const batches = useAsk<BatchList>(ARCHIVE_PATHS.batches)
  if (shown !== undefined) return <Batch id={shown} onBack={() => setShown(undefined)} />
  return (
    <Answer of={batches} rows={6}>
      {(found) => (
        <>
          <BatchTable found={found} onOpen={setShown} />
          {found.mayKeep && <Agreements onHanded={setShown} />}
        </>
      )}
    </Answer>
  )
}

export function BatchTable({ found, onOpen }: { readonly found: BatchList; readonly onOpen: (id: string) => void }) {
  const { say } = useLanguage()
  if (found.batches.length === 0) return <Empty title={say(ARCHIVE.noBatches)} />
  return (
    <DataTable
      caption={say(ARCHIVE.batches)}
      rows={found.batches}
      keyOf={({ id }) => id}
      columns={[
        { name: 'number', title: ARCHIVE.number, cell: ({ number }) => number },
        { name: 'what', title: ARCHIVE.what, cell: ({ what }) => what },
        { name: 'agreement', title: ARCHIVE.agreement, cell: ({ agreement }) => agreement },
        { name: 'state', title: ARCHIVE.state, cell: ({ state }) => say(BATCH_STATES[state]) },
        { name: 'pages', title: ARCHIVE.pages, amount: true, cell: ({ pagesOut }) => pagesOut },
        { name: 'scanned', title: ARCHIVE.scanned, amount: true, cell: ({ scanned }) => scanned },
        {
          name: 'open',
          title: ARCHIVE.show,
          cell: ({ id }) => (
            <Button size="small" onClick={() => onOpen(id)}>
              {say(ARCHIVE.show)}
            </Button>
          ),
        },
      ]}
    />
  )
}

function Agreements({ onHanded }: { readonly onHanded: (id: string) => void }) {
  const { say, language } = useLanguage()
  const list = useAsk<AgreementList>(ARCHIVE_PATHS.agreements)
  const [scan, setScan] = useState<Paper>()
  const finishing = useSend()
  return (
    <Answer of={list} rows={4}>
      {({ agreements }) => (
        <>
          <Asking<BatchDetail>
            title={ARCHIVE.handOver}
            path={ARCHIVE_PATHS.batches}
            fields={[
              { name: 'number', label: ARCHIVE.number, most: 60 },
              { name: 'what', label: ARCHIVE.what, most: 200 },
              { name: 'pagesOut', label: ARCHIVE.pages, type: 'number' },
              {
                name: 'agreementId',
                label: ARCHIVE.agreement,
                choices: agreements
                  .filter(({ inForce, kind }) => inForce && kind === 'scanVendor')
                  .map(({ id, number, vendor }) => ({ value: id, text: `${number} ${vendor}` })),
              },
            ]}
            bodyOf={({ pagesOut = '', ...rest }) => ({ ...rest, pagesOut: Number(pagesOut) })}
            onDone={({ id }) => onHanded(id)}
          />
          <Section title={say(ARCHIVE.agreements)}>
            <FormProblem error={finishing.error} />
            {agreements.length === 0 ? (
              <p className="desk-note">{say(ARCHIVE.noAgreements)}</p>
            ) : (
              <DataTable
                caption={say(ARCHIVE.agreements)}
                rows={agreements}
                keyOf={({ id }) => id}
                columns={[
                  { name: 'kind', title: ARCHIVE.bodyKind, cell: ({ kind }) => say(BODY_KINDS[kind]) },
                  { name: 'number', title: ARCHIVE.number, cell: ({ number }) => number },
                  { name: 'vendor', title: ARCHIVE.vendor, cell: ({ vendor }) => vendor },
                  { name: 'from', title: ARCHIVE.from, cell: ({ fromDay }) => dayText(fromDay, language) },
                  { name: 'through', title: ARCHIVE.through, cell: ({ throughDay }) => dayText(throughDay, language) },
                  { name: 'companion', title: ARCHIVE.companion, cell: ({ companion }) => companion ?? '' },
                  { name: 'workers', title: ARCHIVE.workers, cell: ({ workers }) => workers.join('、') },
                  {
                    name: 'state',
                    title: ARCHIVE.state,
                    cell: ({ id, inForce, ending }) =>
                      inForce ? (
                        <>
                          {say(ARCHIVE.inForce)} {ending && <span className="tag tag-bad">{say(ARCHIVE.ending)}</span>}{' '}
                          <Button
                            size="small"
                            danger
                            onClick={() => finishing.mutate({ path: pathOf(ARCHIVE_PATHS.endAgreement, { id }) })}
                          >
                            {say(ARCHIVE.end)}
                          </Button>
                        </>
                      ) : (
                        say(ARCHIVE.ended)
                      ),
                  },
                ]}
              />
            )}
          </Section>
          <PaperField paper={scan} path={KEEPING_PATHS.papers} onPaper={setScan} />
          <Asking
            title={ARCHIVE.agree}
            path={ARCHIVE_PATHS.agreements}
            fields={[
              {
                name: 'kind',
                label: ARCHIVE.bodyKind,
                choices: BODY_KIND_NAMES.map((kind) => ({ value: kind, text: say(BODY_KINDS[kind]) })),
              },
              { name: 'number', label: ARCHIVE.number, most: 60 },
              { name: 'vendor', label: ARCHIVE.vendor, most: 100 },
              { name: 'fromDay', label: ARCHIVE.from, type: 'date' },
              { name: 'throughDay', label: ARCHIVE.through, type: 'date' },
              { name: 'companion', label: ARCHIVE.companion, most: 60, optional: true },
              { name: 'workers', label: ARCHIVE.workers, most: 1000, optional: true },
            ]}
            bodyOf={({ workers = '', companion = '', ...rest }) => ({
              ...(companion.trim() === '' ? {} : { companion: companion.trim() }),
              ...{ ...rest, workers: workers.split(/[,，、\s]+/).filter(Boolean) },
              ...(scan === undefined ? {} : { documentId: scan.documentId }),
            })}
            onDone={() => setScan(undefined)}
          />
        </>
      )}
    </Answer>
  )
}

function Batch({ id, onBack }: { readonly id: string; readonly onBack: () => void }) {
  const { say } = useLanguage()
  const batch = useAsk<BatchDetail>(pathOf(ARCHIVE_PATHS.batch, { id }))
  const sending = useSend()
  const checks = pathOf(ARCHIVE_PATHS.batchCheck, { id })
  const [wrong, setWrong] = useState<number>()
  const [note, setNote] = useState('')
  const check = useSend(() => {
    setWrong(undefined)
    setNote('')
  })
  return (
    <Answer of={batch} rows={6}>
      {(found) => (
        <Section
          title={`${found.number} · ${say(BATCH_STATES[found.state])}`}
          aside={<Button onClick={onBack}>{say(ARCHIVE.back)}</Button>}
        >
          {found.missing.length > 0 && (
            <p role="status">{say(ARCHIVE.missing, { pages: found.missing.slice(0, 20).join('、') })}</p>
          )}
          <FormProblem error={sending.error ?? (wrong === undefined ? check.error : null)} />
          {found.mayKeep && found.state === 'scanning' && (
            <Asking
              title={ARCHIVE.takeBack}
              path={pathOf(ARCHIVE_PATHS.batchReturn, { id })}
              fields={[{ name: 'pages', label: ARCHIVE.pages, type: 'number' }]}
              bodyOf={({ pages = '' }) => ({ pages: Number(pages) })}
            />
          )}
          {found.mayKeep && found.state === 'returned' && (
            <Button type="primary" onClick={() => sending.mutate({ path: pathOf(ARCHIVE_PATHS.batchAccept, { id }) })}>
              {say(ARCHIVE.accept)}
            </Button>
          )}
          <Pages
            found={found}
            onCheck={(page, agrees) =>
              agrees ? check.mutate({ path: checks, body: { page, agrees, note: '' } }) : setWrong(page)
            }
          />
          {wrong !== undefined && (
            <Dialog
              title={`${say(ARCHIVE.page)} ${wrong} · ${say(ARCHIVE.differs)}`}
              onClose={() => setWrong(undefined)}
              action={{
                ...{ text: say(ARCHIVE.differs), danger: true, busy: check.isPending, disabled: note.trim() === '' },
                onClick: () => check.mutate({ path: checks, body: { page: wrong, agrees: false, note: note.trim() } }),
              }}
            >
              <div className="entry-field">
                <label htmlFor="batch-wrong">{say(ARCHIVE.seen)}</label>
                <Input id="batch-wrong" maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} />
              </div>
              <FormProblem error={check.error} />
            </Dialog>
          )}
        </Section>
      )}
    </Answer>
  )
}

interface PagesProps {
  readonly found: BatchDetail
  readonly onCheck: (page: number, agrees: boolean) => void
}

function Pages({ found, onCheck }: PagesProps) {
  const { say } = useLanguage()
  const { id, pages, mayKeep, state } = found
  return (
    <DataTable
      caption={say(ARCHIVE.pages)}
      rows={pages}
      keyOf={({ page }) => String(page)}
      columns={[
        {
          name: 'page',
          title: ARCHIVE.page,
          cell: ({ page, drawn }) => (
            <>
              {page} {drawn && <span className="tag">{say(ARCHIVE.drawn)}</span>}
            </>
          ),
        },
        { name: 'digest', title: ARCHIVE.digest, cell: ({ digest }) => <code>{digest?.slice(0, 16) ?? '—'}</code> },
        {
          name: 'agrees',
          title: ARCHIVE.result,
          cell: ({ page, digest, agrees, note }) => {
            if (agrees !== undefined)
              return (
                <>
                  {say(agrees ? ARCHIVE.agrees : ARCHIVE.differs)} <small>{note}</small>
                </>
              )
            if (digest === undefined || !mayKeep || state === 'accepted') return '—'
            return (
              <span className="desk-tools">
                <PaperShown path={pathOf(ARCHIVE_PATHS.batchPage, { id, page })} label={ARCHIVE.open} />
                <Button size="small" onClick={() => onCheck(page, true)}>
                  {say(ARCHIVE.agrees)}
                </Button>
                <Button size="small" onClick={() => onCheck(page, false)}>
                  {say(ARCHIVE.differs)}
                </Button>
              </span>
            )
          },
        },
      ]}
    />
  )
}
