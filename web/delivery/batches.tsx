import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import {
  type BatchMade,
  DELIVERY_PATH,
  type DeliveryBatches,
  type DeliveryRunView,
  PASSWORD_LEAST,
} from '../../src/certificates/delivery-contract.js'
import { useSend } from '../archive/use-send.js'
import { countText, dayText } from '../shell/amounts.js'
import { askFile, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { saveFile } from '../shell/save-file.js'
import { Answer } from '../shell/states.js'
import { PrintButton } from './print-button.js'
import { Results } from './results.js'
import { DELIVERY } from './words.js'

type Batch = DeliveryBatches['batches'][number]

/** 交寄：a batch is made under an agreement, its list leaves sealed, and the receipts come back. */
export function Batches({ run }: { readonly run: DeliveryRunView }) {
  const { say } = useLanguage()
  const path = `${DELIVERY_PATH}/${run.id}/batches`
  const answer = useAsk<DeliveryBatches>(path)
  const [fetching, setFetching] = useState<Batch>()
  return (
    <>
      <Section title={say(DELIVERY.batches)}>
        <p>{say(DELIVERY.batchLead)}</p>
        <Answer of={answer} rows={3}>
          {({ batches, agreements }) => (
            <>
              <Make path={path} agreements={agreements} />
              {batches.length > 0 && <Made path={path} batches={batches} onFetch={setFetching} />}
            </>
          )}
        </Answer>
        {fetching && <Fetch path={path} batch={fetching} onClose={() => setFetching(undefined)} />}
      </Section>
      <Results run={run} />
    </>
  )
}

interface MakeProps {
  readonly path: string
  readonly agreements: DeliveryBatches['agreements']
}

function Make({ path, agreements }: MakeProps) {
  const { say } = useLanguage()
  const id = useId()
  const [chosen, setChosen] = useState(agreements[0]?.id)
  const making = useSend<BatchMade>()
  const made = making.data
  if (chosen === undefined) return <p>{say(DELIVERY.noAgreement)}</p>
  return (
    <div className="card delivery-open">
      <label htmlFor={id} className="delivery-wide">
        {say(DELIVERY.agreement)}
        <Select
          id={id}
          value={chosen}
          onChange={setChosen}
          options={agreements.map((one) => ({
            value: one.id,
            label: `${one.number} · ${one.vendor}（${one.through}）`,
          }))}
        />
      </label>
      <Button
        type="primary"
        loading={making.isPending}
        onClick={() => making.mutate({ path, body: { agreement: chosen } })}
      >
        {say(DELIVERY.make)}
      </Button>
      <FormProblem error={making.error} />
      {made && (
        <p role="status">
          {say(DELIVERY.made, { n: made.batch.pieces, held: made.held, bad: made.notPrinted })}{' '}
          {made.more && say(DELIVERY.madeMore)}
        </p>
      )}
    </div>
  )
}

interface MadeProps {
  readonly path: string
  readonly batches: readonly Batch[]
  readonly onFetch: (batch: Batch) => void
}

function Made({ path, batches, onFetch }: MadeProps) {
  const { say, language } = useLanguage()
  const columns: Column<Batch>[] = [
    { name: 'number', title: DELIVERY.batch, cell: ({ number }) => countText(number), amount: true },
    { name: 'on', title: DELIVERY.postedOn, cell: ({ postedOn }) => dayText(postedOn, language) },
    { name: 'pieces', title: DELIVERY.count, cell: ({ pieces }) => countText(pieces), amount: true },
    { name: 'pages', title: DELIVERY.pages, cell: ({ pages }) => countText(pages), amount: true },
    { name: 'vendor', title: DELIVERY.vendor, cell: ({ vendor, agreement }) => `${vendor} · ${agreement}` },
    { name: 'handovers', title: DELIVERY.handovers, cell: ({ handovers }) => countText(handovers), amount: true },
    {
      name: 'do',
      title: DELIVERY.take,
      cell: (one) => (
        <span className="delivery-buttons">
          <Button onClick={() => onFetch(one)}>{say(DELIVERY.fetchList)}</Button>
          <PrintButton path={`${path}/${one.id}/envelopes`} text={say(DELIVERY.envelopes)} />
        </span>
      ),
    },
  ]
  return <DataTable caption={say(DELIVERY.batches)} columns={columns} rows={batches} keyOf={({ id }) => id} />
}

interface FetchProps {
  readonly path: string
  readonly batch: Batch
  readonly onClose: () => void
}

/** 领取名单：sealed with a password, and written down as handed over. */
function Fetch({ path, batch, onClose }: FetchProps) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const [password, setPassword] = useState('')
  const fetching = useMutation<void, Problem>({
    mutationFn: async () => {
      const { blob, name } = await askFile(`${path}/${batch.id}/list`, { method: 'POST', body: { password } })
      saveFile(blob, name || 'delivery.csv.qyx')
    },
    onSuccess: () => {
      void queries.invalidateQueries()
      onClose()
    },
  })
  return (
    <Dialog
      title={`${say(DELIVERY.fetchList)} · ${batch.number}`}
      onClose={onClose}
      action={{
        ...{ text: say(DELIVERY.fetchList), busy: fetching.isPending, disabled: password.length < PASSWORD_LEAST },
        onClick: () => fetching.mutate(),
      }}
    >
      <p>
        {batch.vendor} · {batch.agreement}
      </p>
      <label className="delivery-password">
        {say(DELIVERY.password)}
        <Input.Password
          maxLength={200}
          autoComplete="new-password"
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </label>
      <FormProblem error={fetching.error} />
    </Dialog>
  )
}
