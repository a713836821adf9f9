import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { PAPER_FORM_NAMES } from '../../src/certificates/contract.js'
import { KIOSK_PATHS, type KioskPapers } from '../../src/channels/kiosk-contract.js'
import { ask, askFile, type Problem } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Answer, useSentence } from '../shell/states.js'
import { IssuedPapers } from './issued-papers.js'
import { printPaper } from './print-paper.js'
import { KIOSK } from './words.js'

const KEY = ['kiosk-papers']
const MOST = 6

/** 打印记录单与证明：made for a year or the whole time, printed, and printed again only when nothing came out. */
export function Papers() {
  const { say } = useLanguage()
  const sentence = useSentence()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<'printing' | 'failedTold'>()
  const [asked, setAsked] = useState<string>()
  const papers = useQuery<KioskPapers, Problem>({
    queryKey: KEY,
    queryFn: () => ask<KioskPapers>(KIOSK_PATHS.statements),
    gcTime: 0,
    retry: false,
  })
  const run = (work: () => Promise<unknown>) => {
    setProblem(undefined)
    setSaid(undefined)
    setBusy(true)
    work()
      .catch(setProblem)
      .finally(() => void papers.refetch().finally(() => setBusy(false)))
  }
  const make = (path: string, body: { readonly year?: number }) =>
    run(async () => queries.setQueryData(KEY, await ask<KioskPapers>(path, { method: 'POST', body })))
  const print = (serial: string) =>
    run(async () => {
      const { blob } = await askFile(KIOSK_PATHS.prints, { method: 'POST', body: { serial } })
      setSaid('printing')
      setAsked(serial)
      await printPaper(blob)
    })
  const failed = (serial: string) =>
    run(async () => {
      setAsked(undefined)
      queries.setQueryData(KEY, await ask<KioskPapers>(KIOSK_PATHS.failed, { method: 'POST', body: { serial } }))
      setSaid('failedTold')
    })
  return (
    <Answer of={papers}>
      {({ years, proofs, benefits, papers: made, printsLeft, fault }) => {
        const stopped = fault || printsLeft === 0
        return (
          <>
            <p>
              {say(KIOSK.paperHint)} {!stopped && say(KIOSK.printsLeft, { n: printsLeft })}
            </p>
            {stopped && (
              <p className="kiosk-problem" role="alert">
                {say(fault ? KIOSK.fault : KIOSK.noPaper)}
              </p>
            )}
            {problem !== undefined && (
              <p className="kiosk-problem" role="alert">
                {sentence(problem)}
              </p>
            )}
            {said && <p role="status">{say(KIOSK[said])}</p>}
            {asked !== undefined && (
              <div className="kiosk-found kiosk-asked">
                <strong>{say(KIOSK.cameOut)}</strong>
                <button type="button" className="kiosk-main-button" onClick={() => setAsked(undefined)}>
                  {say(KIOSK.taken)}
                </button>
                <button type="button" disabled={busy} onClick={() => failed(asked)}>
                  {say(KIOSK.failed)}
                </button>
              </div>
            )}
            {made.length > 0 && (
              <IssuedPapers
                {...{ papers: made.slice(0, MOST), busy, stopped, asked }}
                onPrint={print}
                onFailed={failed}
              />
            )}
            <Choice title={say(PAPER_FORM_NAMES.contributionProof)}>
              {proofs !== undefined && (
                <>
                  <button type="button" disabled={busy || stopped} onClick={() => make(KIOSK_PATHS.proofs, {})}>
                    {say(KIOSK.make)} {say(KIOSK.wholeSpan)}
                  </button>
                  <Years
                    years={proofs.years}
                    disabled={busy || stopped}
                    onYear={(year) => make(KIOSK_PATHS.proofs, { year })}
                  />
                </>
              )}
            </Choice>
            {benefits && (
              <Choice title={say(PAPER_FORM_NAMES.benefitProof)}>
                <button type="button" disabled={busy || stopped} onClick={() => make(KIOSK_PATHS.benefitProofs, {})}>
                  {say(KIOSK.make)}
                </button>
              </Choice>
            )}
            <Choice title={say(PAPER_FORM_NAMES.statement)}>
              <Years
                years={years}
                disabled={busy || stopped}
                onYear={(year) => make(KIOSK_PATHS.statements, { year })}
              />
            </Choice>
          </>
        )
      }}
    </Answer>
  )
}

function Choice({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <div className="kiosk-years">{children}</div>
    </section>
  )
}

interface YearsProps {
  readonly years: readonly number[]
  readonly disabled: boolean
  readonly onYear: (year: number) => void
}

function Years({ years, disabled, onYear }: YearsProps) {
  const { say } = useLanguage()
  return years.slice(0, MOST).map((year) => (
    <button key={year} type="button" disabled={disabled} onClick={() => onYear(year)}>
      {say(KIOSK.make)} {say(KIOSK.year, { n: year })}
    </button>
  ))
}
