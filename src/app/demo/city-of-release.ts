import { loadPolicyBook } from '../../policy/book.js'
import { ROOT } from '../place.js'
import { isParameter, shippedTexts } from '../release.js'
import { type City, DEMO_CITY, inventCity } from './city.js'

/** 示例市所在的统筹区。 */
export const DEMO_AREA = '999900'

/** 示例市，as the release's own parameters make it: no database is asked. */
export async function cityOfRelease(): Promise<City> {
  const texts = (await shippedTexts(ROOT)).filter(isParameter)
  return inventCity(DEMO_CITY, loadPolicyBook(texts).area(DEMO_AREA))
}
