import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { ContentPaper } from '../../src/collection/content-contract.js'
import { askFile, type Problem, pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useKeys } from '../shell/keys.js'
import { useLanguage } from '../shell/language.js'
import { saveFile } from '../shell/save-file.js'
import { CONTENT } from './content-words.js'
import { tableOf } from './csv-table.js'
import { DESK_PATHS } from './paths.js'

interface Props {
  readonly id: string
  readonly papers: readonly ContentPaper[]
}

interface Opened {
  readonly paper: ContentPaper
  readonly blob: Blob
  readonly name: string
}

/** 原始资料在旁：fetched only when somebody opens it, since each look is written down. */
export function PaperView({ id, papers }: Props) {
  const { say } = useLanguage()
  const [opened, setOpened] = useState<Opened>()
  const asked = useRef<string>(undefined)
  const [problem, setProblem] = useState<Problem>()
  const open = (paper: ContentPaper) => {
    const { documentId } = paper
    asked.current = documentId
    setProblem(undefined)
    // The one asked for last: an earlier and larger one may come later.
    const isLast = () => asked.current === documentId
    askFile(pathOf(DESK_PATHS.paper, { id, documentId })).then(
      ({ blob, name }) => isLast() && setOpened({ paper, blob, name: paper.fileName ?? name }),
      (error: Problem) => isLast() && setProblem(error),
    )
  }
  const first = papers[0]
  const toggle = opened ? () => setOpened(undefined) : first && (() => open(first))
  useKeys({ o: toggle })
  return (
    <aside className="card content-papers" aria-label={say(CONTENT.papers)}>
      <h3>
        {say(CONTENT.papers)} <kbd>o</kbd>
      </h3>
      <ul>
        {papers.map((paper) => (
          <li key={paper.documentId}>
            {paper.fileName ?? say(CONTENT.papers)}{' '}
            <small>
              {say(CONTENT.revision, { n: paper.revision })} · {Math.ceil(paper.size / 1024)} KB
            </small>{' '}
            <Button size="small" onClick={() => open(paper)}>
              {say(CONTENT.open)}
            </Button>
          </li>
        ))}
      </ul>
      {problem && <FormProblem error={problem} />}
      {opened && <Paper key={opened.paper.documentId} opened={opened} onClose={() => setOpened(undefined)} />}
    </aside>
  )
}

function Paper({ opened, onClose }: { readonly opened: Opened; readonly onClose: () => void }) {
  const { say } = useLanguage()
  const { paper, blob, name } = opened
  return (
    <div className="content-paper">
      <p className="no-print">
        <Button size="small" onClick={() => saveFile(blob, name)}>
          {say(CONTENT.download)}
        </Button>{' '}
        <Button size="small" onClick={onClose}>
          {say(CONTENT.close)}
        </Button>
      </p>
      {paper.mediaType === 'text/csv' ? <CsvTable blob={blob} /> : <Shown blob={blob} paper={paper} name={name} />}
    </div>
  )
}

/** PDF and pictures stand in the page itself; a workbook is for the spreadsheet. */
function Shown({ blob, paper, name }: { readonly blob: Blob; readonly paper: ContentPaper; readonly name: string }) {
  const [address, setAddress] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  if (address === '') return null
  if (paper.mediaType.startsWith('image/')) return <img src={address} alt={name} />
  return paper.mediaType === 'application/pdf' ? <iframe src={address} title={name} /> : null
}

const SHOWN_ROWS = 200

function CsvTable({ blob }: { readonly blob: Blob }) {
  const { say } = useLanguage()
  const [rows, setRows] = useState<readonly (readonly string[])[]>([])
  useEffect(() => {
    void blob.arrayBuffer().then((bytes) => setRows(tableOf(bytes)))
  }, [blob])
  return (
    <div className="scroll-x">
      <table className="content-csv">
        <tbody>
          {rows.slice(0, SHOWN_ROWS).map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row of a file is its place
            <tr key={i}>
              <th scope="row" className="number">
                {i + 1}
              </th>
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell of a file is its place
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN_ROWS && <p className="desk-note">{say(CONTENT.cut, { n: SHOWN_ROWS })}</p>}
    </div>
  )
}
