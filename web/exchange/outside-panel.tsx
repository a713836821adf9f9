import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { PaperView } from '../../src/archive/contract.js'
import { EXCHANGE_PATH, type ManualCheck, type OutsideList } from '../../src/exchange/contract.js'
import { PaperField } from '../desk/paper-field.js'
import { countText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { EXCHANGE } from './words.js'

type Item = OutsideList['items'][number]

/** 联网核查：on a submission that registers or changes a number or a code; nothing where nothing is asked. */
export function OutsidePanel({ id }: { readonly id: string }) {
  const { say } = useLanguage()
  const { can } = useSession()
  const path = `${EXCHANGE_PATH}/checks/${id}`
  const checks = useAsk<OutsideList>(path, {}, can('exchange.read'))
  const [checking, setChecking] = useState<Item>()
  const { data } = checks
  if (data === undefined || data.total === 0) return null
  return (
    <Section title={say(EXCHANGE.checks)}>
      <p className="section-lead">
        {say(EXCHANGE.checksSays, { total: data.total, agreeing: data.agreeing, waiting: data.waiting })}
      </p>
      <DataTable
        caption={say(EXCHANGE.checks)}
        rows={data.items}
        step={20}
        keyOf={({ line, kind }) => `${line}/${kind}`}
        columns={[
          { name: 'row', title: EXCHANGE.row, amount: true, cell: ({ line }) => countText(line) },
          { name: 'kind', title: EXCHANGE.what, cell: ({ kind }) => say(EXCHANGE[kind]) },
          {
            name: 'state',
            title: EXCHANGE.state,
            cell: ({ state, method }) => (
              <>
                <span
                  className={state === 'agrees' ? 'tag tag-good' : state === 'waiting' ? 'tag tag-warn' : 'tag tag-bad'}
                >
                  {say(EXCHANGE[state])}
                </span>{' '}
                {method === 'manual' && say(EXCHANGE.byHand)}
              </>
            ),
          },
          {
            name: 'manual',
            title: EXCHANGE.manual,
            cell: (item) =>
              item.state !== 'agrees' &&
              can('exchange.decide') && (
                <Button size="small" onClick={() => setChecking(item)}>
                  {say(EXCHANGE.manual)}
                </Button>
              ),
          },
        ]}
      />
      {checking && <ManualDialog path={path} item={checking} onClose={() => setChecking(undefined)} />}
    </Section>
  )
}

function ManualDialog({
  path,
  item,
  onClose,
}: {
  readonly path: string
  readonly item: Item
  readonly onClose: () => void
}) {
  const { say } = useLanguage()
  const [note, setNote] = useState('')
  const [paper, setPaper] = useState<PaperView>()
  const queries = useQueryClient()
  const sending = useMutation<OutsideList, Problem, ManualCheck>({
    mutationFn: (body) => ask(`${path}/manual`, { method: 'POST', body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [path] })
      onClose()
    },
  })
  return (
    <Dialog
      title={say(EXCHANGE.manual)}
      onClose={onClose}
      action={{
        text: say(EXCHANGE.agrees),
        disabled: note.trim().length < 4 || paper === undefined,
        busy: sending.isPending,
        onClick: () =>
          paper &&
          sending.mutate({ line: item.line, answer: 'agrees', note: note.trim(), documentId: paper.documentId }),
      }}
    >
      <div className="return-form">
        <FormProblem error={sending.error} />
        <Input.TextArea
          aria-label={say(EXCHANGE.note)}
          placeholder={say(EXCHANGE.noteHint)}
          value={note}
          maxLength={300}
          rows={3}
          onChange={({ target }) => setNote(target.value)}
        />
        <PaperField paper={paper} onPaper={setPaper} />
      </div>
    </Dialog>
  )
}
