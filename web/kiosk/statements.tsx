import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { KIOSK_PATHS, type KioskPapers } from '../../src/channels/kiosk-contract.js'
import { ask, askFile, type Problem } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Answer, useSentence } from '../shell/states.js'
import { KIOSK } from './words.js'

const KEY = ['kiosk-papers']
const MOST = 6

/** 打印权益记录单：made for a year, printed once, counted. */
export function Statements() {
  const { say } = useLanguage()
  const sentence = useSentence()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<unknown>()
  const [printing, setPrinting] = useState(false)
  const papers = useQuery<KioskPapers, Problem>({
    queryKey: KEY,
    queryFn: () => ask<KioskPapers>(KIOSK_PATHS.statements),
    gcTime: 0,
    retry: false,
  })
  const run = (work: () => Promise<unknown>) => {
    setProblem(undefined)
    work()
      .catch(setProblem)
      .finally(() => void papers.refetch())
  }
  const make = (year: number) =>
    run(async () => {
      queries.setQueryData(KEY, await ask<KioskPapers>(KIOSK_PATHS.statements, { method: 'POST', body: { year } }))
    })
  const print = (serial: string) =>
    run(async () => {
      const { blob } = await askFile(KIOSK_PATHS.prints, { method: 'POST', body: { serial } })
      setPrinting(true)
      await printPaper(blob)
    })
  return (
    <Answer of={papers}>
      {({ years, papers: made, printsLeft }) => (
        <>
          <p>
            {say(KIOSK.once)} {say(KIOSK.printsLeft, { n: printsLeft })}
          </p>
          {problem !== undefined && (
            <p className="kiosk-problem" role="alert">
              {sentence(problem)}
            </p>
          )}
          {printing && <p role="status">{say(KIOSK.printing)}</p>}
          <ul className="kiosk-papers">
            {made.slice(0, MOST).map(({ serial, year, printed }) => (
              <li key={serial}>
                <span>
                  {year === undefined ? '' : say(KIOSK.year, { n: year })} <small>{serial}</small>
                </span>
                <button type="button" disabled={printed} onClick={() => print(serial)}>
                  {say(printed ? KIOSK.printed : KIOSK.print)}
                </button>
              </li>
            ))}
          </ul>
          <div className="kiosk-years">
            {years.slice(0, MOST).map((year) => (
              <button key={year} type="button" onClick={() => make(year)}>
                {say(KIOSK.make)} {say(KIOSK.year, { n: year })}
              </button>
            ))}
          </div>
        </>
      )}
    </Answer>
  )
}

/** The browser of a terminal prints without asking; the page holds the paper no longer than that. */
async function printPaper(blob: Blob): Promise<void> {
  const address = URL.createObjectURL(blob)
  const frame = document.createElement('iframe')
  frame.className = 'kiosk-printing'
  frame.title = 'print'
  frame.src = address
  document.body.append(frame)
  await new Promise((resolve) => {
    frame.onload = resolve
    setTimeout(resolve, 3000)
  })
  try {
    frame.contentWindow?.print()
  } finally {
    setTimeout(() => {
      frame.remove()
      URL.revokeObjectURL(address)
    }, 20_000)
  }
}
