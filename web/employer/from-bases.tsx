import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { DUES_PATHS } from '../../src/collection/dues-contract.js'
import type { FilingPreview } from '../../src/collection/filing-contract.js'
import { DUES } from '../contribution/words.js'
import { monthText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'

interface Props {
  readonly month: string
  readonly onPreview: (preview: FilingPreview) => void
}

/** 由申报工资生成本月申报：the system writes it, the employer looks and submits. */
export function FromBases({ month, onPreview }: Props) {
  const { say, language } = useLanguage()
  const making = useMutation<FilingPreview, Problem>({
    mutationFn: () => ask(DUES_PATHS.fromBases, { method: 'POST', body: { settlementMonth: month, wages: [] } }),
    onSuccess: onPreview,
  })
  return (
    <section className="card">
      <h2>{say(DUES.title)}</h2>
      <p className="filing-hint">{say(DUES.lead)}</p>
      <FormProblem error={making.error} />
      <Button loading={making.isPending} onClick={() => making.mutate()}>
        {say(DUES.make, { month: monthText(month, language) })}
      </Button>
    </section>
  )
}
