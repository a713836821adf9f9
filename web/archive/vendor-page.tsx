import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { BATCH_STATES, type BatchDetail, type BatchList } from '../../src/archive/batch-contract.js'
import { ARCHIVE_PATHS } from '../../src/archive/catalogue-contract.js'
import { pathOf } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { useUpload } from '../shell/upload.js'
import { Asking } from './asking.js'
import { BatchTable } from './batches.js'
import { ARCHIVE } from './words.js'

/** 外包扫描人员的一屏：their own open batches, and nothing else. */
export function VendorPage() {
  const { say } = useLanguage()
  const [shown, setShown] = useState<string>()
  const batches = useAsk<BatchList>(ARCHIVE_PATHS.vendorBatches)
  return (
    <Page title={say(ARCHIVE.yourBatches)} lead={say(ARCHIVE.yourBatchesLead)}>
      {shown === undefined ? (
        <Answer of={batches} rows={4}>
          {(found) => <BatchTable found={found} onOpen={setShown} />}
        </Answer>
      ) : (
        <Batch id={shown} onBack={() => setShown(undefined)} />
      )}
    </Page>
  )
}

function Batch({ id, onBack }: { readonly id: string; readonly onBack: () => void }) {
  const { say } = useLanguage()
  const batch = useAsk<BatchDetail>(`${ARCHIVE_PATHS.vendorBatches}/${id}`)
  return (
    <Answer of={batch} rows={6}>
      {(found) => (
        <Section
          title={`${found.number} · ${say(BATCH_STATES[found.state])}`}
          aside={<Button onClick={onBack}>{say(ARCHIVE.back)}</Button>}
        >
          {found.state === 'handedOver' ? (
            <Asking
              title={ARCHIVE.take}
              path={pathOf(ARCHIVE_PATHS.vendorTake, { id })}
              fields={[{ name: 'pages', label: ARCHIVE.pages, type: 'number' }]}
              bodyOf={({ pages = '' }) => ({ pages: Number(pages) })}
            />
          ) : (
            <DataTable
              caption={say(ARCHIVE.pages)}
              rows={found.pages}
              keyOf={({ page }) => String(page)}
              columns={[
                { name: 'page', title: ARCHIVE.page, cell: ({ page }) => page },
                {
                  name: 'digest',
                  title: ARCHIVE.digest,
                  cell: ({ digest }) => <code>{digest?.slice(0, 16) ?? '—'}</code>,
                },
                {
                  name: 'send',
                  title: ARCHIVE.upload,
                  cell: ({ page, digest, agrees, note }) => (
                    <>
                      {agrees === false && (
                        <p className="entry-wrong">
                          {say(ARCHIVE.rescan)} {note}
                        </p>
                      )}
                      <Send id={id} page={page} isAgain={digest !== undefined} />
                    </>
                  ),
                },
              ]}
            />
          )}
        </Section>
      )}
    </Answer>
  )
}

function Send({ id, page, isAgain }: { readonly id: string; readonly page: number; readonly isAgain: boolean }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const upload = useUpload<BatchDetail>(() => void queries.invalidateQueries())
  const send = (file: File) => {
    const form = new FormData()
    form.set('file', file)
    upload.send({ path: pathOf(ARCHIVE_PATHS.vendorPage, { id, page }), form })
  }
  return (
    <>
      <label className="paper-choose">
        <input
          className="visually-hidden"
          type="file"
          aria-label={`${say(isAgain ? ARCHIVE.again : ARCHIVE.upload)} ${page}`}
          accept=".pdf,.png,.jpg,.jpeg,.tif,.tiff"
          disabled={upload.progress !== undefined}
          onChange={({ target }) => target.files?.[0] && send(target.files[0])}
        />
        <span className="paper-button">{say(isAgain ? ARCHIVE.again : ARCHIVE.upload)}</span>
      </label>
      <FormProblem error={upload.error} />
    </>
  )
}
