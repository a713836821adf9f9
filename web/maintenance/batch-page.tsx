import { useMutation } from '@tanstack/react-query'
import { Button, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import type { BatchDryRun, BatchLook, BatchRequest } from '../../src/collection/maintenance-contract.js'
import { DraftNote, useUntouched } from '../desk/entry-form.js'
import { AgainNote, ReopenedPage } from '../desk/reopened.js'
import { ask, type Problem } from '../shell/api.js'
import { useDraft } from '../shell/drafts.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { BatchFile } from './batch-file.js'
import { batchListOf, readBatchList } from './batch-list.js'
import { BatchRows } from './batch-rows.js'
import { FileWithGrounds, type GroundsTyped, groundsOf } from './grounds.js'
import './maintenance.css'
import { MAINTAIN, MAINTAIN_PATHS } from './words.js'

type Act = NonNullable<BatchLook['selection']>['act']

/** 成批变更：a list or a selection, a dry run, then the application. */
export function BatchPage() {
  return (
    <ReopenedPage<BatchRequest>>{(before, resubmits) => <Batch before={before} resubmits={resubmits} />}</ReopenedPage>
  )
}

interface BatchProps {
  readonly before: BatchRequest | undefined
  readonly resubmits: string | undefined
}

/** 填写中的成批变更，as its draft keeps it. */
interface BatchTyped {
  readonly creditCode: string
  readonly way: 'selection' | 'list' | 'file'
  readonly from: string
  readonly through: string
  readonly act: Act
  readonly list: string
  readonly grounds: GroundsTyped
}

function typedIn(before: BatchRequest | undefined): BatchTyped {
  const { creditCode = '', rows, selection } = before ?? {}
  return {
    ...{ creditCode, way: rows === undefined ? 'selection' : 'list', act: selection?.act ?? 'recompute' },
    ...{ from: selection?.from ?? '', through: selection?.through ?? '', list: batchListOf(rows ?? []) },
    grounds: groundsOf('policyChange', before),
  }
}

function Batch({ before, resubmits }: BatchProps) {
  const { say } = useLanguage()
  const [typed, setTyped] = useState<BatchTyped>(() => typedIn(before))
  const { creditCode, way, from, through, act, list, grounds } = typed
  const draft = `batch ${resubmits ?? ''}`
  const { restored, forget } = useDraft(draft, typed, setTyped, useUntouched(typed))
  const trying = useMutation<BatchDryRun, Problem, BatchLook>({
    mutationFn: (body) => ask(MAINTAIN_PATHS.dryRun, { method: 'POST', body }),
  })
  const read = readBatchList(list)
  const look = (): BatchLook | undefined => {
    if (way === 'selection') return { creditCode, selection: { from, through, act } }
    return 'bad' in read || read.rows.length === 0 ? undefined : { creditCode, rows: read.rows }
  }
  const anew = (change: Partial<BatchTyped>) => {
    trying.reset()
    setTyped({ ...typed, ...change })
  }
  const asked = look()
  return (
    <Page title={say(MAINTAIN.batch)} lead={say(MAINTAIN.batchLead)}>
      <AgainNote resubmits={resubmits} />
      <DraftNote restored={restored} reopened={false} />
      <div className="maintain-way">
        <Segmented
          aria-label={say(MAINTAIN.act)}
          value={way}
          options={[
            { value: 'selection', label: say(MAINTAIN.bySelection) },
            { value: 'list', label: say(MAINTAIN.byList) },
            { value: 'file', label: say(MAINTAIN.byFile) },
          ]}
          onChange={(value) => anew({ way: value as typeof way })}
        />
      </div>
      {way === 'file' ? (
        <BatchFile />
      ) : (
        <>
          <div className="card maintain-fields">
            <label>
              <span>{say(MAINTAIN.creditCode)}</span>
              <Input
                value={creditCode}
                maxLength={18}
                onChange={({ target }) => anew({ creditCode: target.value.trim() })}
              />
            </label>
            {way === 'selection' ? (
              <>
                <label>
                  <span>{say(MAINTAIN.act)}</span>
                  <Select
                    aria-label={say(MAINTAIN.act)}
                    value={act}
                    options={(['recompute', 'reverse'] as const).map((value) => ({
                      value,
                      label: say(MAINTAIN[value]),
                    }))}
                    onChange={(value) => anew({ act: value })}
                  />
                </label>
                <label>
                  <span>{say(MAINTAIN.fromMonth)}</span>
                  <Input
                    value={from}
                    maxLength={7}
                    placeholder="2025-01"
                    onChange={({ target }) => anew({ from: target.value.trim() })}
                  />
                </label>
                <label>
                  <span>{say(MAINTAIN.throughMonth)}</span>
                  <Input
                    value={through}
                    maxLength={7}
                    placeholder="2025-12"
                    onChange={({ target }) => anew({ through: target.value.trim() })}
                  />
                </label>
              </>
            ) : (
              <ListFields
                list={list}
                bad={'bad' in read ? read.bad : undefined}
                onChange={(text) => anew({ list: text })}
              />
            )}
          </div>
          <div className="maintain-go">
            <Button
              type="primary"
              disabled={creditCode === '' || asked === undefined}
              loading={trying.isPending}
              onClick={() => asked && trying.mutate(asked)}
            >
              {say(MAINTAIN.dryRun)}
            </Button>
          </div>
          <FormProblem error={trying.error} />
          {trying.data && <BatchRows run={trying.data} />}
          {trying.data && trying.data.rows.length > 0 && (
            <FileWithGrounds
              path={MAINTAIN_PATHS.batches}
              body={trying.variables}
              resubmits={resubmits}
              {...{ grounds, draft, forget }}
              onGrounds={(kept) => setTyped({ ...typed, grounds: kept })}
              name={say(MAINTAIN.batch)}
            />
          )}
        </>
      )}
    </Page>
  )
}

function ListFields({
  list,
  bad,
  onChange,
}: {
  readonly list: string
  readonly bad: number | undefined
  readonly onChange: (text: string) => void
}) {
  const { say } = useLanguage()
  return (
    <>
      <label className="maintain-wide">
        <span>{say(MAINTAIN.list)}</span>
        <Input.TextArea rows={6} value={list} onChange={({ target }) => onChange(target.value)} />
      </label>
      <label>
        <span>{say(MAINTAIN.listFile)}</span>
        <input
          type="file"
          accept=".csv,.txt"
          onChange={({ target }) => void target.files?.[0]?.text().then(onChange)}
        />
      </label>
      {bad !== undefined && (
        <p className="form-problem" role="alert">
          {say(MAINTAIN.badLine, { n: bad })}
        </p>
      )}
    </>
  )
}
