use dealfile::stats::chi_square::Homogeneity;

use super::{assert_close, count, float, list, vector};

#[test]
fn the_vectors() {
    for case in list(&vector("calls")["chi_square"]) {
        // Given as won and lost.
        let groups: Vec<(u64, u64)> = list(&case["groups"])
            .iter()
            .map(|group| (count(&group[0]), count(&group[0]) + count(&group[1])))
            .collect();
        let Some(test) = Homogeneity::test(&groups) else {
            assert!(case["chi_square"].is_null(), "{case}");
            continue;
        };
        assert_close(test.chi_square, float(&case["chi_square"]));
        assert_close(test.p / float(&case["p"]), 1.0);
        assert_eq!(test.freedom, count(&case["df"]));
        assert_eq!(test.freedom + 1, count(&case["compared"]));
        assert_eq!(test.left_out, count(&case["left_out"]));
    }
}

#[test]
fn by_hand() {
    // p̂ = 1/2, so each of the two is 5 away from 5, with a variance of 2.5.
    let test = Homogeneity::test(&[(10, 10), (0, 10), (3, 4)]).unwrap();
    assert_close(test.chi_square, 20.0);
    assert_eq!((test.freedom, test.left_out), (1, 1));
    let alike = Homogeneity::test(&[(3, 6), (5, 10)]).unwrap();
    assert_close(alike.p, 1.0);
    assert_eq!(Homogeneity::test(&[(10, 10), (5, 5)]), None);
    assert_eq!(Homogeneity::test(&[(5, 10), (1, 4)]), None);
}
