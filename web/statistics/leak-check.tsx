import { useMutation } from '@tanstack/react-query'
import type { DragEvent } from 'react'
import { EXPORT_PATH, type LeakAnswer } from '../../src/statistics/export-contract.js'
import { instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { EXPORT } from './words.js'

/** 核对泄露的文件：dropped or chosen; answers the ticket it names, or that none is sure. */
export function LeakCheck() {
  const { say, language } = useLanguage()
  const checking = useMutation<LeakAnswer, Problem, File>({
    mutationFn: (file) => {
      const body = new FormData()
      body.append('file', file)
      return ask(`${EXPORT_PATH}/leak`, { method: 'POST', body })
    },
  })
  const check = (file: File | undefined) => file && checking.mutate(file)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    check(event.dataTransfer.files[0])
  }
  const found = checking.isPending ? undefined : checking.data
  return (
    <Section title={say(EXPORT.leak)}>
      <section
        className="leak-drop"
        aria-label={say(EXPORT.leak)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
      >
        <span>{say(EXPORT.leakLead)}</span>
        <label>
          {say(EXPORT.choose)}{' '}
          <input
            type="file"
            accept=".csv,.xlsx,.txt"
            onChange={({ target }) => {
              check(target.files?.[0])
              target.value = ''
            }}
          />
        </label>
        {checking.isPending && <span role="status">{say(EXPORT.leakChecking)}</span>}
        <FormProblem error={checking.error} />
        {found && (
          <strong role="status">
            {found.ticket
              ? say(EXPORT.leakFound, {
                  ...{ serial: found.ticket.serial, by: found.ticket.requestedBy, purpose: found.ticket.purpose },
                  at: instantText(found.ticket.requestedAt, language),
                  ...{ rows: found.rows, candidates: found.candidates },
                })
              : say(EXPORT.leakNone, { rows: found.rows, candidates: found.candidates })}
          </strong>
        )}
      </section>
    </Section>
  )
}
