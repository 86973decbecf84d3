import type { PathText } from '../../model/path-text.ts';
import type { Survey, SurveyedPlace } from '../../model/survey.ts';

/** By its path: volumes may have been added, removed or put in another order since somebody looked. */
export function surveyedPlaceAt(survey: Survey | undefined, path: PathText): SurveyedPlace | undefined {
  return survey?.places.find((place) => place.path === path);
}
